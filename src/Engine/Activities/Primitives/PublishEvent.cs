using System.Text.Json;

namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Publishes an event, matched to waits after the commit; a blank correlation id filters nothing.</summary>
[Activity("Elsa.PublishEvent", "基础", "发布事件", "发布一个事件。")]
internal sealed class PublishEvent : Activity
{
    [Input(DisplayName = "事件名称", Description = "要发布的事件。")]
    public Input<string> EventName { get; } = new();

    [Input(DisplayName = "关联号", Description = "只发给此关联号的实例；空 = 不限。")]
    public Input<string> CorrelationId { get; } = new();

    [Input(DisplayName = "本地事件", Description = "只发给本实例。")]
    public Input<bool> IsLocalEvent { get; } = new();

    [Input(DisplayName = "内容", Description = "事件携带的数据。")]
    public Input<JsonElement> Payload { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var name = x.Get(EventName);
        if (string.IsNullOrWhiteSpace(name)) throw new ActivityFaultException("event.name", $"活动“{x.Node.Id}”没有填写事件名称（eventName）。");
        var correlationId = x.Get(CorrelationId);
        x.Publish(name, string.IsNullOrWhiteSpace(correlationId) ? null : correlationId, x.Get(Payload), x.Get(IsLocalEvent));
    }
}
