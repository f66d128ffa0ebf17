using System.Globalization;
using GridGov.Workflow.Engine.Activities.Branching;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Http;

/// <summary>Sends a request; reports the status code (or Unmatched status code) together with Done, or the failure.</summary>
[Activity("Elsa.FlowSendHttpRequest", "HTTP 接口", "HTTP 请求（流程图）", "发送 HTTP 请求，并按状态码选择出口。", Kind = ActivityKind.Task)]
[Outcome(Unmatched, "其他状态码")]
[Outcome(FailedToConnect, "连接失败")]
[Outcome(TimedOut, "超时")]
[Outcome("Done", "完成")]
internal sealed class FlowSendHttpRequest : HttpRequestActivity
{
    private const string Unmatched = "Unmatched status code";
    private const string FailedToConnect = "Failed to connect";
    private const string TimedOut = "Timeout";

    [Input(DisplayName = "预期状态码", Description = "有单独出口的状态码。", UIHint = "multitext", DefaultValue = "[200]", DefaultSyntax = "Object")]
    public Input<IReadOnlyList<string>> ExpectedStatusCodes { get; } = new();

    public override IReadOnlyCollection<string>? PossibleOutcomes(ActivityNode node)
    {
        var input = node.Json.Member("expectedStatusCodes").Member("expression");
        if (input.ValueKind == System.Text.Json.JsonValueKind.Undefined) return ["200", Unmatched, FailedToConnect, TimedOut, "Done"];
        return ConstantNames.Read(node.Json.Member("expectedStatusCodes")) is { } names
            ? [.. names, Unmatched, FailedToConnect, TimedOut, "Done"]
            : null;
    }

    protected override void Answered(IActivityExecution x, int statusCode)
    {
        var code = statusCode.ToString(CultureInfo.InvariantCulture);
        var isExpected = (x.Get(ExpectedStatusCodes) ?? []).Contains(code);
        x.Complete(isExpected ? code : Unmatched, "Done");
    }

    protected override void Failed(IActivityExecution x, string code, string message)
    {
        switch (code)
        {
            case ConnectFailure:
                x.Complete(FailedToConnect);
                break;
            case TimeoutFailure:
                x.Complete(TimedOut);
                break;
            default:
                throw new ActivityFaultException(code, message);
        }
    }
}
