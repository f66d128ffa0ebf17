using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime.Instances;

namespace GridGov.Workflow.Engine.Runtime.Children;

/// <summary>
/// Brings a child's report (first rest, end) to its parent. Each report is an effect of the child with a key of its own, hence a
/// stimulus of its own at the parent.
/// </summary>
internal sealed class ChildResultHandler(IWorkflowInstances instances, IBusinessClock clock) : IEffectHandler
{
    public string Kind => "child-result";

    public async Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        var payload = delivery.Payload;
        var parentId = payload.GetProperty("parentInstanceId").GetString()!;
        var effectKey = payload.GetProperty("effectKey").GetString()!;

        // A refusal means that the parent no longer waits; there is nothing to repeat.
        await instances.DeliverAsync(parentId, null, new EffectSucceeded(effectKey, payload)
        {
            Id = $"child-result/{delivery.Key}",
            Actor = Actor.Engine,
            At = clock.Now,
        });
        return default;
    }
}
