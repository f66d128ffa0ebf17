using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Elsa;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>The versions of a definition and their differences in words, reached from the editor, worked with the keyboard.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HistoryPageTests(BrowserFixture fixture) : IDisposable
{
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task History_FromTheEditor_TellsTheDifferencesOfTwoVersions()
    {
        var name = Models.NewName("有历史");
        var id = await ThreeVersionsAsync(name);
        await using var window = await fixture.OpenOfficeAsync();
        await new EditorScreen(window).OpenAsync(id);

        await window.Page.ClickAsync(".gg-header a:has-text('版本对比')");
        var newest = await window.Page.Locator(".changes li").AllInnerTextsAsync();
        var rows = await window.Page.Locator("tbody tr").AllInnerTextsAsync();
        await window.Page.FocusAsync("#from");
        await window.Page.Keyboard.PressAsync("End");
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.ArriveAsync(@"/.*/history\?from=1&to=3");
        await window.ShootAsync("history");

        newest.Should().Equal("流程的“说明”由“第二版”改为“第三版”。");
        rows.Should().HaveCount(3);
        rows[0].Should().Contain("第 3 版").And.Contain("戚慧敏").And.Contain("草稿").And.Contain("最新");
        rows[1].Should().Contain("第 2 版").And.Contain("已发布").And.NotContain("最新");
        (await window.Page.InnerTextAsync("h1")).Should().Be($"“{name}”的版本");
        (await window.Page.InnerTextAsync("h2")).Should().Be("从第 1 版到第 3 版的差别");
        (await window.Page.Locator(".changes .added").AllInnerTextsAsync()).Should().Equal("新增活动“收尾”（写一行）。");
        (await window.Page.Locator("script").CountAsync()).Should().Be(0, "the page needs none");
        await window.Page.GotoAsync($"/account/language?to=en&returnUrl={Uri.EscapeDataString(new Uri(window.Page.Url).PathAndQuery)}");
        (await window.Page.Locator(".changes .added").AllInnerTextsAsync()).Should().Equal("Activity '收尾' (WriteLine) added.");
        await window.Page.GotoAsync("/account/language?to=zh-CN&returnUrl=/account/password");
        window.Errors().Should().BeEmpty();
    }

    [Fact]
    public async Task History_OfNothing_OrForStrangers_IsRefused()
    {
        await using var window = await fixture.OpenOfficeAsync();
        (await window.Page.GotoAsync("/designer/workflows/definitions/no-such-thing/history"))!.Status.Should().Be(404);
        (await window.Page.GotoAsync("/designer/workflows/definitions/joint-meeting/history?from=7"))!.Status.Should().Be(200);
        (await window.Page.InnerTextAsync("[role=alert]")).Should().Contain("没有第“7”版");

        await using var stranger = await fixture.OpenAsync("worker-01");
        (await stranger.Page.GotoAsync("/designer/workflows/definitions/joint-meeting/history"))!.Status.Should().Be(403);
    }

    private async Task<string> ThreeVersionsAsync(string name)
    {
        var first = await _studio.SaveAsync(Models.Flowchart(name), publish: true);
        var id = first["definitionId"]!.GetValue<string>();
        var second = await _studio.OpenAsync(id);
        second["description"] = "第二版";
        second["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{ "id": "last", "name": "收尾", "type": "Elsa.WriteLine", "version": 1 }"""));
        await _studio.SaveAsync(second, publish: true);
        var third = await _studio.OpenAsync(id);
        third["description"] = "第三版";
        await _studio.SaveAsync(third);
        return id;
    }
}
