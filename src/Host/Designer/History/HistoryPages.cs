using GridGov.Workflow.Host.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridGov.Workflow.Host.Designer.History;

/// <summary>The page that tells the versions of a definition apart in words. Works without scripts.</summary>
internal static class HistoryPages
{
    public static async Task<IResult> ShowAsync(
        string id, string? from, string? to, PageServices page, VersionHistories histories, UiTexts texts, CancellationToken stop)
    {
        if (page.Refusal is { } refusal) return refusal;
        if (await histories.FindAsync(id, from, to, stop) is not { } history)
        {
            return page.Refuse("History.None", texts.Format("History.NoneDetail", id), StatusCodes.Status404NotFound);
        }

        return new RazorComponentResult<HistoryPage>(new { History = history, page.UserName, ReturnUrl = page.Self });
    }
}
