using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Elsa;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>
/// The editing points of the acceptance checklist (elsa-studio-contract.md §13), done in the real Studio. The others are in
/// <see cref="AcceptanceViewingTests"/>; point 10 is in <see cref="TourTests"/> and <see cref="SizeTests"/>.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class AcceptanceTests(BrowserFixture fixture) : IDisposable
{
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Point02And03_AnAutoSave_KeepsTheSelection_AndAReloadGivesBackWhatStudioSent()
    {
        var id = await SaveAsync(Models.Flowchart());
        await using var window = await fixture.OpenOfficeAsync();
        var editor = new EditorScreen(window);
        await editor.OpenAsync(id);
        await editor.Canvas.SelectAsync("write");

        var first = await editor.SetInputAsync("文字", "一");
        var selected = await editor.Canvas.Selected("write").CountAsync();
        var shown = await editor.Input("文字").InputValueAsync();
        var second = await editor.SetInputAsync("文字", "往返");
        var mayEdit = await editor.AutoSave.CountAsync();
        await editor.OpenAsync(id);

        (first.Status, second.Status).Should().Be((200, 200));
        (selected, shown).Should().Be((1, "一"));
        mayEdit.Should().BePositive("the answer to a save has the links too");
        using var sent = JsonDocument.Parse(second.Request.PostDataBuffer!);
        using var stored = JsonDocument.Parse((await _studio.GetAsync($"workflow-definitions/by-definition-id/{id}?versionOptions=Latest")).Bytes);
        var (model, definition) = (sent.RootElement.GetProperty("model"), stored.RootElement);
        Raw(definition, "customProperties", "zeta").Should().Be(Raw(model, "customProperties", "zeta")).And.Contain("\"k\":true");
        Raw(definition, "root", "customProperties").Should().Be(Raw(model, "root", "customProperties")).And.Be("""{"x":"y"}""");
        Raw(definition, "root", "connections").Should().Be(Raw(model, "root", "connections")).And.Contain("320.5");
        foreach (var (activity, posted) in Activities(definition).Zip(Activities(model)))
        {
            Raw(activity, "metadata").Should().Be(Raw(posted, "metadata"));
            Raw(activity, "customProperties").Should().Be(Raw(posted, "customProperties"));
        }

        Activities(definition).Select(activity => Raw(activity, "customProperties")).Should().Contain("""{"own":[true]}""");
        Raw(definition, "root").Should().Contain("往返");
        (await editor.Canvas.Node("write").TextContentAsync()).Should().Contain("问候");
    }

    [Fact]
    public async Task Point04_UnknownActivityType_SurvivesAndIsRestored()
    {
        var type = Models.NewName("未来").Replace(" ", "", StringComparison.Ordinal);
        var file = Models.Flowchart();
        file.Insert(0, "$schema", "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json");
        file["definitionId"] = "point04-" + type[2..];
        file["root"]!["activities"]!.AsArray().Add(JsonNode.Parse($$"""
            { "id": "odd", "name": "奇1", "type": "{{type}}", "version": 1, "customProperties": {},
              "metadata": { "designer": { "position": { "x": 100, "y": 250 } } }, "secret": { "a": 1 } }
            """));
        await using var window = await fixture.OpenOfficeAsync();
        var editor = new EditorScreen(window);
        var list = new ListScreen(window);
        await list.OpenAsync();
        await list.ImportAsync("unknown.json", Encoding.UTF8.GetBytes(file.ToJsonString()), 1);
        var id = file["definitionId"]!.GetValue<string>();

        await editor.OpenAsync(id);
        var shown = await editor.Canvas.Node("odd").TextContentAsync();
        await editor.Canvas.SelectAsync("write");
        await editor.SetInputAsync("文字", "保存一次");
        var exported = (await _studio.GetAsync($"workflow-definitions/{id}/export?versionOptions=Latest")).Json;
        await PublishAsActivityAsync(type);
        await editor.OpenAsync(id);

        shown.Should().Contain("未找到").And.Contain(type);
        Activity(exported, "odd")["type"]!.GetValue<string>().Should().Be(type);
        Activity(exported, "odd")["secret"]!.ToJsonString().Should().Be("""{"a":1}""");
        Activity(exported, "write").ToJsonString().Should().Contain(JsonEncodedText.Encode("保存一次").Value);
        (await editor.Canvas.Node("odd").TextContentAsync()).Should().NotContain("未找到");
        Activity(await _studio.OpenAsync(id), "odd")["type"]!.GetValue<string>().Should().Be(type);
    }

    [Fact]
    public async Task Point05_Versions_AreListedViewedRolledBackAndDeleted()
    {
        var id = await SaveAsync(Models.Flowchart());
        await using var window = await fixture.OpenOfficeAsync();
        var editor = new EditorScreen(window);
        await editor.OpenAsync(id);
        await editor.PublishAsync();
        await editor.Canvas.SelectAsync("write");
        await editor.SetInputAsync("文字", "第二版");
        await editor.OpenTabAsync("版本历史");
        await editor.VersionRow(2).WaitForAsync();

        await editor.ActOnVersionAsync(1, "查看");
        await editor.AutoSave.First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await window.Page.RunAndWaitForResponseAsync(
            () => editor.ActOnVersionAsync(1, "回退到此版本"), answer => answer.Url.EndsWith("/revert/1", StringComparison.Ordinal));
        await editor.VersionRow(3).WaitForAsync();
        await window.SettleAsync();
        await window.ShootAsync("versions");
        await editor.ActOnVersionAsync(2, "删除");
        await window.Page.RunAndWaitForResponseAsync(
            () => window.Page.Locator(".mud-dialog").GetByText("确定", new LocatorGetByTextOptions { Exact = true }).ClickAsync(),
            answer => answer.Request.Method == "DELETE" && answer.Status < 300);
        await editor.VersionRow(2).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

        var versions = (await _studio.GetAsync($"workflow-definitions/{id}/versions")).Ok().AsArray();
        versions.Select(version => version!["version"]!.GetValue<int>()).Should().Equal(3, 1);
        Activity(versions[0]!, "write")["text"]!["expression"]!["value"]!.GetValue<string>().Should().Be("你好", "the third version is the first again");
        versions[1]!["isPublished"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task Point06_RunOfASequence_ShowsTheInstance_AlsoAfterAReload()
    {
        var id = await SaveAsync(Models.WriteThenWait());
        await using var window = await fixture.OpenOfficeAsync();
        var editor = new EditorScreen(window);
        await editor.OpenAsync(id);
        await editor.Canvas.WaitForNodesAsync(2);
        await window.ShootAsync("editor-sequence");

        var answer = await editor.RunAsync();
        var instance = await answer.HeaderValueAsync("x-elsa-workflow-instance-id");
        await window.ArriveAsync($"/designer/workflows/instances/{instance}/view");
        await window.WaitUntilDrawnAsync();
        await editor.Canvas.WaitForNodesAsync(2);
        await window.Page.ReloadAsync();
        await window.WaitUntilDrawnAsync();

        // Studio draws the viewer more than once, and between two drawings it is empty.
        await editor.Canvas.WaitForNodesAsync(2);

        instance.Should().NotBeNullOrEmpty();
        (await _studio.GetAsync($"workflow-instances/{instance}")).Ok()["definitionId"]!.GetValue<string>().Should().Be(id);
        (await window.Page.Locator(".mud-timeline-item").CountAsync()).Should().BePositive("the journal of the run is beside it");
        window.Traffic.Exchanges.Where(exchange => exchange.Status >= 400).Should().BeEmpty();
        window.Errors().Should().BeEmpty();
    }

    [Fact]
    public async Task Point11_PublishingAnInvalidDefinition_TellsWhyInChinese_Once()
    {
        var model = Models.Flowchart();
        model["root"]!["activities"]![0]!["text"]!["expression"] = JsonNode.Parse("""{ "type": "JavaScript", "value": "getCount( +" }""");
        var id = await SaveAsync(model);
        await using var window = await fixture.OpenOfficeAsync();
        var editor = new EditorScreen(window);
        await editor.OpenAsync(id);

        var answer = await editor.PublishAsync();
        await editor.Messages.First.WaitForAsync();

        answer.Status.Should().Be(400);
        (await editor.Messages.First.InnerTextAsync()).Should().Contain("活动“write”");
        window.Traffic.Exchanges.Should().ContainSingle(exchange => exchange.Method == "POST" && exchange.Status == 400, "a refused request is not repeated");
        window.Traffic.Exchanges.Should().NotContain(exchange => exchange.Status >= 500);
        (await editor.AutoSave.CountAsync()).Should().BePositive();
    }

    [Fact]
    public async Task Point12_Reader_SeesAReadOnlyStudio_AndMayNotPost()
    {
        await using var window = await fixture.OpenAsync("auditor");
        var editor = new EditorScreen(window);
        await editor.OpenAsync("satisfaction-callback");

        var before = window.Traffic.Exchanges.Count(IsSave);
        var save = await PostAsync(window, "workflow-definitions", """{ "model": { "name": "越权" } }""");
        var run = await PostAsync(window, "workflow-definitions/satisfaction-callback/execute", "{}");

        before.Should().Be(0, "Studio saves nothing by itself");
        (save, run).Should().Be(((int)HttpStatusCode.Forbidden, (int)HttpStatusCode.Forbidden));
        (await editor.AutoSave.CountAsync()).Should().Be(0, "who may not edit has nothing to save");

        static bool IsSave(Exchange exchange) => exchange.Method == "POST" && exchange.Url.AbsolutePath.EndsWith("/workflow-definitions", StringComparison.Ordinal);
    }

    // With the cookie of the person who is signed in.
    private static Task<int> PostAsync(StudioWindow window, string path, string body) => window.Page.EvaluateAsync<int>(
        """
        async ([path, body]) => (await fetch(`/elsa/api/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status
        """,
        new[] { path, body });

    private async Task<string> SaveAsync(JsonObject model) => (await _studio.SaveAsync(model))["definitionId"]!.GetValue<string>();

    private async Task PublishAsActivityAsync(string type)
    {
        var model = Models.WriteThenWait(type);
        model["options"]!["usableAsActivity"] = true;
        await _studio.SaveAsync(model, publish: true);
    }

    private static JsonNode Activity(JsonNode definition, string id) =>
        definition["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.GetValue<string>() == id)!;

    private static IEnumerable<JsonElement> Activities(JsonElement definition) => definition.GetProperty("root").GetProperty("activities").EnumerateArray();

    // As it stands, but for characters that Studio escapes and the Host does not.
    private static string Raw(JsonElement json, params string[] path) =>
        JsonNode.Parse(path.Aggregate(json, (element, member) => element.GetProperty(member)).GetRawText())!.ToJsonString(ApiAnswer.Relaxed);
}
