using System.IO.Compression;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Elsa;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>The points of the acceptance checklist (elsa-studio-contract.md §13) about lists, instances and files.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AcceptanceViewingTests(BrowserFixture fixture) : IDisposable
{
    private const string Items = ".mud-timeline-item";
    private const float Glance = 3_000;
    private const int Attempts = 20;
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Point01_EmptyDatabase_RendersAllScreensWithoutErrors()
    {
        var folder = Directory.CreateTempSubdirectory("gridgov-no-workflows-");
        await using var host = await HostProcess.StartAsync(null, "--workflows", folder.FullName);
        await using var window = await fixture.OpenAsync("office-01", host);
        using var studio = new Studio(host, "office-01");

        await new ListScreen(window).OpenAsync();
        await window.ShootAsync("definitions-empty");
        var definitions = await window.Page.Locator("tr.mud-table-row-clickable").CountAsync();
        await window.GoAsync("/designer/workflows/instances");
        await window.ShootAsync("instances-empty");
        var instances = await window.Page.Locator("tr.mud-table-row-clickable").CountAsync();
        var flowchart = (await studio.SaveAsync(Models.Flowchart()))["definitionId"]!.GetValue<string>();
        await new EditorScreen(window).OpenAsync(flowchart);
        await OpenViewerAsync(window, await studio.RunAsync(flowchart));

        (definitions, instances).Should().Be((0, 0));
        window.Traffic.Exchanges.Where(exchange => exchange.Status >= 400).Should().BeEmpty();
        window.Errors().Should().BeEmpty();
        folder.Delete();
    }

    [Fact]
    public async Task Point07_ViewerOfARunningCase_HearsOfACompletedTaskAtOnce()
    {
        var number = await fixture.City.ReportAsync();
        var instance = (await fixture.City.CaseAsync(number))["instanceId"]!.GetValue<string>();
        await using var window = await fixture.OpenOfficeAsync();
        await OpenViewerAsync(window, instance);
        var before = (await window.Page.Locator(Items).AllInnerTextsAsync()).Any(text => text.Contains("③ 分流"));

        (await fixture.City.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        await ScrollJournalUntilAsync(window, "③ 分流");

        before.Should().BeFalse();
        window.Path.Should().EndWith($"/{instance}/view");
        window.Traffic.Requested.Should().Contain(url => url.Contains("/elsa/hubs/workflow-instance", StringComparison.Ordinal));
        window.Traffic.Requested.Should().NotContain(url => url.EndsWith("/execution-state", StringComparison.Ordinal), "the hub tells, Studio need not ask");
        window.Errors().Should().BeEmpty();
    }

    [Fact]
    public async Task Point08_LongJournal_IsPagedAndFiltered()
    {
        var model = Models.One("Elsa.For", members: """
            , "name": "循环1", "end": { "typeName": "Int32", "expression": { "type": "Literal", "value": "119" } },
            "body": { "id": "body", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "x" } } }
            """);
        model["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""
            { "id": "fail", "name": "失手1", "type": "Elsa.WriteLine", "version": 1,
              "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "throw new Error('不行')" } } }
            """));
        var instance = await _studio.RunAsync((await _studio.SaveAsync(model))["definitionId"]!.GetValue<string>());
        await using var window = await fixture.OpenOfficeAsync();
        await OpenViewerAsync(window, instance);

        // At first only what lies directly in the shown container.
        var inContainer = await window.Page.Locator(Items).AllInnerTextsAsync();
        await window.Page.ClickAsync("button[title='只显示异常']");
        await window.Page.WaitForFunctionAsync($"() => document.querySelectorAll('{Items}').length === 1");
        var incident = await window.Page.Locator(Items).InnerTextAsync();
        await window.Page.ClickAsync("button[title='只显示异常']");

        // Studio asks again at each of the two buttons, more than once, and would show the answer that comes last.
        await window.SettleAsync();
        await ScrollJournalUntilAsync(window, "循环1", atEnd: false);
        await window.Page.ClickAsync("button[title='显示全部事件']");
        await window.SettleAsync();
        await ScrollJournalUntilAsync(window, "顺序 - 已开始", atEnd: false);
        await ScrollJournalUntilAsync(window, "失手1");

        inContainer.Should().NotBeEmpty().And.OnlyContain(text => text.Contains("循环1") || text.Contains("失手1"));
        incident.Should().Contain("失手1").And.Contain("出错");
        window.Traffic.Exchanges.Where(Pages).Should().Contain(exchange => !exchange.Url.Query.Contains("skip=0&"), "a second page was asked for");
        window.Traffic.Exchanges.Where(Pages).Should().OnlyContain(exchange => exchange.Status == 200);

        static bool Pages(Exchange exchange) => exchange.Url.AbsolutePath.EndsWith("/journal", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Point09_ExportedFiles_AreImportedAgain()
    {
        var name = Models.NewName("搬家");
        var one = (await _studio.SaveAsync(Models.Flowchart(name + " 甲"), publish: true))["definitionId"]!.GetValue<string>();
        var two = (await _studio.SaveAsync(Models.WriteThenWait(name + " 乙")))["definitionId"]!.GetValue<string>();
        var before = await _studio.OpenAsync(one);
        await using var window = await fixture.OpenOfficeAsync();
        var list = new ListScreen(window);
        await list.OpenAsync();
        await list.SearchAsync(name);

        var json = await list.ExportAsync(one);
        var zip = await list.ExportAsync([one, two]);
        foreach (var id in (string[])[one, two]) await _studio.DeleteAsync($"workflow-definitions/{id}");
        await list.ImportAsync("one.json", json, 1);
        var imported = await _studio.OpenAsync(one);
        await _studio.DeleteAsync($"workflow-definitions/{one}");
        await list.ImportAsync("many.zip", zip, 2);

        imported["root"]!.ToJsonString().Should().Be(before["root"]!.ToJsonString());
        using var archive = new ZipArchive(new MemoryStream(zip));
        archive.Entries.Should().HaveCount(2);
        (await _studio.OpenAsync(one))["name"]!.GetValue<string>().Should().Be(name + " 甲");
        (await _studio.OpenAsync(two))["name"]!.GetValue<string>().Should().Be(name + " 乙");
        window.Errors().Should().BeEmpty();
    }

    private static async Task OpenViewerAsync(StudioWindow window, string instance)
    {
        await window.GoAsync($"/designer/workflows/instances/{instance}/view");
        await window.Page.WaitForSelectorAsync(".x6-node");
        await window.Page.WaitForSelectorAsync(Items);
        await window.SettleAsync();
    }

    // The journal draws only what is in sight, and asks for the rest while it is scrolled. Studio's list can stay empty until it is moved again; so,
    // as a reader would, to the end where the text stands, and from there a page back.
    private static async Task ScrollJournalUntilAsync(StudioWindow window, string text, bool atEnd = true)
    {
        var wanted = window.Page.Locator(Items, new PageLocatorOptions { HasText = text }).First;
        for (var attempt = 1; ; attempt++)
        {
            if (await wanted.IsVisibleAsync()) return;
            await window.Page.EvaluateAsync(
                """
                atEnd => {
                  for (let box = document.querySelector('.mud-timeline'); box; box = box.parentElement) {
                    const end = box.scrollHeight - box.clientHeight;
                    if (end <= 50) continue;
                    if (atEnd) box.scrollTop = box.scrollTop < end - 1 ? end : end - box.clientHeight;
                    else box.scrollTop = box.scrollTop > 0 ? 0 : box.clientHeight;
                  }
                }
                """, atEnd);
            await window.SettleAsync();
            try
            {
                await wanted.WaitForAsync(new LocatorWaitForOptions { Timeout = Glance });
                return;
            }
            catch (TimeoutException) when (attempt < Attempts)
            {
            }
        }
    }
}
