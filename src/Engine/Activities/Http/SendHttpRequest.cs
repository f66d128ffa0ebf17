using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Http;

/// <summary>Sends a request and runs the child for the status code, or for the failure.</summary>
[Activity("Elsa.SendHttpRequest", "HTTP 接口", "HTTP 请求", "发送 HTTP 请求，并按状态码运行内部活动。", Kind = ActivityKind.Task)]
[Slot("unmatchedStatusCode", "其他状态码")]
[Slot("failedToConnect", "连接失败")]
[Slot("timeout", "超时")]
internal sealed class SendHttpRequest : HttpRequestActivity
{
    [Input(DisplayName = "预期状态码", Description = "各状态码要运行的活动。", UIHint = "http-status-codes", IsWrapped = false)]
    public Input<JsonElement> ExpectedStatusCodes { get; } = new();

    public override IEnumerable<(string Slot, JsonElement Child)> FindChildren(JsonElement json)
    {
        foreach (var item in json.Items("expectedStatusCodes"))
        {
            var activity = item.Member("activity");
            if (ActivityChildren.IsActivity(activity)) yield return (item.Text("statusCode") ?? "", activity);
        }

        foreach (var slot in (string[])["unmatchedStatusCode", "failedToConnect", "timeout"])
        {
            if (ActivityChildren.IsActivity(json.Member(slot))) yield return (slot, json.Member(slot));
        }
    }

    protected override void Answered(IActivityExecution x, int statusCode)
    {
        var code = statusCode.ToString(CultureInfo.InvariantCulture);
        var isExpected = x.Node.Json.Items("expectedStatusCodes").Any(item => string.Equals(item.Text("statusCode"), code, StringComparison.Ordinal));
        Run(x, isExpected ? code : "unmatchedStatusCode");
    }

    protected override void Failed(IActivityExecution x, string code, string message)
    {
        var slot = code switch { ConnectFailure => "failedToConnect", TimeoutFailure => "timeout", _ => null };
        if (slot is null || x.Node.Child(slot) is null) throw new ActivityFaultException(code, message);
        Run(x, slot);
    }

    private static void Run(IActivityExecution x, string slot)
    {
        if (x.Node.Child(slot) is { } child) x.Schedule(child);
        else x.Complete();
    }
}
