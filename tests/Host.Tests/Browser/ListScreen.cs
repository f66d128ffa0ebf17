using Microsoft.Playwright;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>Studio's list of definitions, in the words of a user.</summary>
public sealed class ListScreen(StudioWindow window)
{
    private IPage Page => window.Page;

    private ILocator OpenMenu => Page.Locator(".mud-popover-open");

    public Task OpenAsync() => window.GoAsync("/designer/workflows/definitions");

    /// <summary>Shows only what has the text in its name.</summary>
    public async Task SearchAsync(string text)
    {
        var search = Page.GetByPlaceholder("按标识、名称、说明、定义标识搜索");
        await search.FillAsync(text);
        await search.PressAsync("Enter");
        await Page.Locator("tr.mud-table-row-clickable").Filter(new LocatorFilterOptions { HasNotText = text }).First
            .WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await window.SettleAsync();
    }

    /// <summary>Exports one definition from its menu; gives the file.</summary>
    public async Task<byte[]> ExportAsync(string definitionId)
    {
        await Row(definitionId).Locator(".mud-menu button").ClickAsync();
        return await DownloadAsync();
    }

    /// <summary>Ticks definitions and exports them together; gives the file.</summary>
    public async Task<byte[]> ExportAsync(params string[] definitionIds)
    {
        foreach (var id in definitionIds) await Row(id).Locator("input[type=checkbox]").CheckAsync();
        await Page.GetByText("批量操作").ClickAsync();
        return await DownloadAsync();
    }

    /// <summary>Imports a file from the open list, and waits until Studio tells how many definitions were in it.</summary>
    public async Task ImportAsync(string name, byte[] content, int count)
    {
        await Page.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload
        {
            Name = name,
            MimeType = name.EndsWith(".zip", StringComparison.Ordinal) ? "application/zip" : "application/json",
            Buffer = content,
        });
        await Page.Locator(".mud-snackbar", new PageLocatorOptions { HasText = $"已导入 {count} 个流程" }).WaitForAsync();
        await window.SettleAsync();
    }

    private ILocator Row(string definitionId) => Page.Locator("tr.mud-table-row-clickable").Filter(new LocatorFilterOptions { HasText = definitionId });

    // Studio asks whether the workflows that use the chosen ones come along: no or yes. The dialog is drawn in parts, and fades out after the answer.
    private async Task<byte[]> DownloadAsync()
    {
        await OpenMenu.GetByText("导出", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        var answers = Page.Locator(".mud-dialog-actions button");
        await answers.Nth(1).WaitForAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => answers.Nth(1).ClickAsync());
        await answers.First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await using var content = await download.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}
