using FluentAssertions;
using GridGov.Workflow.Host.Tests.Elsa;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>All four screens as a reader of Chinese sees them: no foreign host, no failed request, no English label.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TourTests(BrowserFixture fixture)
{
    // Data of ours on the screens: ids, type names, names of files and protocols.
    private static readonly string[] Data =
    [
        "case-lifecycle", "escalation-ladder", "joint-meeting", "department-handling", "satisfaction-callback", "English", "HTTP", "Workflow1:",
        "Elsa.", "GridGov.", "JSON", "Ctrl",
    ];

    [Fact]
    public async Task Tour_AllScreens_AreChineseAndComplete()
    {
        var number = await fixture.City.ReportAsync();
        var instance = (await fixture.City.CaseAsync(number))["instanceId"]!.GetValue<string>();
        await using var window = await fixture.OpenAsync("office-01");
        var english = new List<string>();

        foreach (var (name, path) in new[]
        {
            ("definitions-tour", "/designer/workflows/definitions"),
            ("editor-tour", "/designer/workflows/definitions/escalation-ladder/edit"),
            ("instances", "/designer/workflows/instances"),
            ("viewer-tour", $"/designer/workflows/instances/{instance}/view"),
        })
        {
            await window.GoAsync(path);
            if (path.EndsWith("/edit", StringComparison.Ordinal) || path.EndsWith("/view", StringComparison.Ordinal)) await window.Page.WaitForSelectorAsync(".x6-node");
            await window.SettleAsync();
            await window.ShootAsync(name);
            english.AddRange(await Labels.EnglishAsync(window.Page, [.. Data, instance]));
        }

        // The lists also show what other tests of this Host named in English.
        using var studio = new Studio(fixture.Host, "office-01");
        var named = (await studio.GetAsync("workflow-definitions?versionOptions=Latest&Page=0&PageSize=1000")).Ok()["items"]!.AsArray()
            .SelectMany(item => (string?[])[item!["name"]?.GetValue<string>(), item["definitionId"]!.GetValue<string>()]).ToHashSet();
        english.Except(["flow", "Flowchart1"]).Where(label => !named.Contains(label) && !(label.Length == 32 && label.All(char.IsAsciiHexDigit))).Should().BeEmpty("the text layer knows all labels of the four screens");
        window.ForeignRequests().Should().BeEmpty();
        window.Traffic.Exchanges.Where(exchange => exchange.Status >= 400).Should().BeEmpty();
        window.Errors().Should().BeEmpty();
    }

    [Fact]
    public async Task Language_SwitchedToEnglish_ShowsStudiosOwnWords()
    {
        await using var window = await fixture.OpenAsync("office-01");
        await window.GoAsync("/designer/");

        await window.Page.ClickAsync("a[hreflang=en]");
        await window.WaitUntilDrawnAsync();

        (await window.Page.GetAttributeAsync("html", "lang")).Should().Be("en");
        (await window.Page.GetByText("Create workflow").CountAsync()).Should().BePositive();
        (await window.Page.EvaluateAsync<string>("localStorage.BlazorCulture")).Should().Be("en-US");
    }
}
