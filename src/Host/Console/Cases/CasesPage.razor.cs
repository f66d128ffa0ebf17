using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Console.Forms;
using GridGov.Workflow.Host.Requests;
using Microsoft.AspNetCore.Components;

namespace GridGov.Workflow.Host.Console.Cases;

/// <summary>Search of cases. The address holds the filters, and the export takes the same ones.</summary>
public partial class CasesPage
{
    private CasePage<CaseSummary>? _page;
    private string? _words;

    [Inject] private FieldOptions Options { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")] private string? Words { get; set; }

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "open")] private string? Open { get; set; }

    [SupplyParameterFromQuery(Name = "light")] private string? LightName { get; set; }

    [SupplyParameterFromQuery(Name = "unit")] private string? Unit { get; set; }

    [SupplyParameterFromQuery(Name = "grid")] private string? Grid { get; set; }

    [SupplyParameterFromQuery(Name = "category")] private string? Category { get; set; }

    [SupplyParameterFromQuery(Name = "after")] private string? After { get; set; }

    private DateTimeOffset Now { get; set; }

    private CaseFilter Filter => new(
        Parse<CaseState>(State), Unit, Grid, Category, bool.TryParse(Open, out var open) ? open : null, Words, Parse<Light>(LightName));

    protected override Task OnParametersSetAsync()
    {
        _words = Words;
        return TryAsync(async () =>
        {
            Now = Session.Now;
            _page = await Session.RunAsync(async services =>
            {
                var reader = services.GetRequiredService<CaseReader>();
                var found = await reader.ListAsync(Filter, Cursor.Parse(After), Cursor.DefaultLimit, Left);
                return new CasePage<CaseSummary>(found.Items, found.Next, await reader.CountAsync(Filter, Left));
            });
        });
    }

    private void Search() => Narrow("q", _words);

    private void Narrow(string parameter, string? value)
    {
        var query = new Dictionary<string, object?> { [parameter] = string.IsNullOrEmpty(value) ? null : value };
        if (parameter != "after") query["after"] = null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query), replace: parameter != "after");
    }

    private string ExportUrl(string format)
    {
        var query = new Dictionary<string, string?>
        {
            ["q"] = Words,
            ["state"] = State,
            ["open"] = Open,
            ["light"] = LightName,
            ["unit"] = Unit,
            ["gridCode"] = Grid,
            ["category"] = Category,
            ["format"] = format,
        };
        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("/api/cases/export", query.Where(pair => !string.IsNullOrEmpty(pair.Value)));
    }

    private static T? Parse<T>(string? name) where T : struct, Enum => Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) ? value : null;

    /// <param name="Total">Null = more than are worth counting.</param>
    private sealed record CasePage<T>(IReadOnlyList<T> Items, string? Next, int? Total);
}
