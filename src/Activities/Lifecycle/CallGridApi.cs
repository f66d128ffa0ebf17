using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Calls the system of the grid; effect <c>grid-api</c> { gridCode, caseNumber, orderId?, action, body }.</summary>
[Activity("GridGov.CallGridApi", "网格治理", "调用网格接口", "把任务或动作发送到网格业务系统，等待其答复。", Kind = ActivityKind.Task)]
[Outcome("Succeeded", "成功")]
[Outcome("Failed", "失败")]
public sealed class CallGridApi(ICaseDataSource data) : EndpointCall
{
    [Input(DisplayName = "网格编码", Description = "不填则为案件所在网格。", OptionsSource = "grids")]
    public Input<string> GridCode { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var grid = x.Get(GridCode) is { Length: > 0 } own ? own : CaseOf(x).Place.GridCode;
        if (data.Of(x.DataVersion).Partners.HasGrid(grid)) Send(x, "grid-api", "gridCode", grid);
        else NotConnected(x, grid);
    }

    // VerificationTask of docs/grid-api.yaml, whose other actions take the same members.
    private protected override void WriteSummary(Utf8JsonWriter json, GovCase @case)
    {
        json.WriteString("title", @case.Title);
        WritePlace(json, @case);
        if ((@case.Lead?.Reply ?? @case.SelfReply) is { } reply) json.WriteString("reply", reply.Text);
        if (@case.Clocks.Verify is { } clock) json.WriteString("dueAt", clock.Due);
    }
}
