using System.Text.Json;

namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Waits for an event, or starts the workflow by it; the payload becomes the result.</summary>
[Activity("Elsa.Event", "基础", "事件", "等待事件，或由事件启动流程。", Kind = ActivityKind.Trigger)]
internal sealed class Event : Activity
{
    [Input(DisplayName = "事件名称", Description = "要等待的事件。")]
    public Input<string> EventName { get; } = new();

    [Output(DisplayName = "结果")]
    public Output<JsonElement> Result { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        if (x.IsTriggerOfStart)
        {
            x.Set(Result, x.TriggerPayload);
            x.Complete();
            return;
        }

        var name = x.Get(EventName);
        if (string.IsNullOrWhiteSpace(name)) throw new ActivityFaultException("event.name", $"活动“{x.Node.Id}”没有填写事件名称（eventName）。");
        x.WaitForEvent(name);
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        x.Set(Result, resumption.Payload);
        x.Complete();
    }
}
