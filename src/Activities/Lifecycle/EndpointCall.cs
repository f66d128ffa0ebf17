using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Common part of the calls to other systems: an effect that is delivered after the commit and answered as a stimulus.</summary>
public abstract class EndpointCall : CaseActivity
{
    [Input(DisplayName = "动作", Description = "对方接口的动作名。", DefaultValue = "notify")]
    public Input<string> Action { get; } = new();

    [Input(DisplayName = "内容", Description = "随动作发送的数据；不填则为案件摘要。", DefaultSyntax = "JavaScript")]
    public Input<JsonElement> Body { get; } = new();

    [Output(DisplayName = "结果")]
    public Output<JsonElement> Result { get; } = new();

    [Output(DisplayName = "失败原因")]
    public Output<string> Error { get; } = new();

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(resumption);
        if (resumption.Failure is { } failure)
        {
            x.Set(Error, $"{failure.Code}: {failure.Message}");
            x.Complete("Failed");
            return;
        }

        x.Set(Result, resumption.Payload);
        x.Complete("Succeeded");
    }

    /// <summary>The other side has no system that could be called: its people find the work in the console, and no message is made.</summary>
    private protected void NotConnected(IActivityExecution x, string target)
    {
        x.Set(Error, StepTexts.Format("Fault.NotConnected", target));
        x.Complete("Failed");
    }

    private protected void Send(IActivityExecution x, string kind, string member, string target)
    {
        var @case = CaseOf(x);
        var body = x.Get(Body);
        x.Request(kind, JsonValues.Object(json =>
        {
            json.WriteString(member, target);
            json.WriteString("caseNumber", @case.CaseNumber);
            if (@case.Lead is { } lead) json.WriteString("orderId", lead.Id);
            json.WriteString("action", x.Get(Action) ?? "notify");
            json.WritePropertyName("body");
            (body.IsMissing() ? JsonValues.Object(summary => WriteSummary(summary, @case)) : body).WriteTo(json);
        }));
    }

    /// <summary>What is sent when the definition says nothing: the case as the other side's contract wants it.</summary>
    private protected abstract void WriteSummary(Utf8JsonWriter json, GovCase @case);

    private protected static void WritePlace(Utf8JsonWriter json, GovCase @case)
    {
        json.WriteStartObject("place");
        json.WriteString("text", @case.Place.Text);
        json.WriteString("gridCode", @case.Place.GridCode);
        if (@case.Place.Longitude is { } longitude) json.WriteNumber("longitude", longitude);
        if (@case.Place.Latitude is { } latitude) json.WriteNumber("latitude", latitude);
        json.WriteEndObject();
    }
}
