using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>A clerk of the governance office changes the lifecycle with the mouse, and the next case runs the new version.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EditorTests(BrowserFixture fixture)
{
    private const string Lifecycle = "/designer/workflows/definitions/case-lifecycle/edit";

    [Fact]
    public async Task Lifecycle_NewStepPublished_RunsInTheNextCase()
    {
        await using var window = await fixture.OpenAsync("office-01");
        var canvas = new Canvas(window);
        await window.GoAsync("/designer/");
        await window.ShootAsync("definitions");
        await window.Page.GetByText("case-lifecycle").ClickAsync();
        await window.ArriveAsync(Lifecycle);
        await window.WaitUntilDrawnAsync();
        await canvas.WaitForNodesAsync(22);

        await canvas.BringIntoViewAsync("report");
        var step = await canvas.DropAsync("网格治理", "催办督办", 420, 380);
        await window.SettleAsync();
        await canvas.ConnectAsync("report", step);
        await canvas.SelectAsync(step);
        await new EditorScreen(window).SetInputAsync("催办内容", "请尽快核实");
        await window.ShootAsync("editor");
        await new EditorScreen(window).PublishAsync();

        var number = await fixture.City.ReportAsync();
        var instance = (await fixture.City.CaseAsync(number))["instanceId"]!.GetValue<string>();
        await window.GoAsync($"/designer/workflows/instances/{instance}/view");
        await window.Page.GetByText("催办督办").First.WaitForAsync();
        await window.ShootAsync("viewer");

        var definition = (await new Api(fixture.Host).GetAsync("/elsa/api/workflow-definitions/by-definition-id/case-lifecycle?versionOptions=Published")).Ok();
        definition["version"]!.GetValue<int>().Should().Be(2);
        definition["root"]!.ToJsonString(ApiAnswer.Relaxed).Should().Contain("请尽快核实").And.Contain($"\"activity\":\"{step}\"");
        window.ForeignRequests().Should().BeEmpty();
    }
}
