using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Children;

/// <summary>
/// Starts a child instance of the published version. The child's id derives from the effect's key, so a second delivery finds
/// the first child. The answer comes from the child itself, see <see cref="ChildResultHandler"/>; a child that has told it already tells
/// it again to a parent that asks again.
/// </summary>
internal sealed class StartChildHandler(
    IWorkflowInstances instances, IPublishedDefinitions definitions, IWorkflowDb store, IStateCodec codec, IBusinessClock clock) : IAnswersLater
{
    public string Kind => "start-child";

    public async Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        var payload = delivery.Payload;
        var definitionId = payload.GetProperty("definitionId").GetString()!;
        var contentHash = await definitions.FindContentHashAsync(definitionId, cancellationToken)
            ?? throw new EffectRefusedException("child.definition", EffectTexts.Format("Child.Definition", definitionId));
        var childId = DerivedIds.Of("child", delivery.Key);
        var waits = payload.TryGetProperty("waitForCompletion", out var flag) && flag.ValueKind == JsonValueKind.True;
        var parent = await IsAnsweredAsync(delivery, cancellationToken) ? new ParentLink(delivery.InstanceId, delivery.Key, waits) : null;
        var reply = await instances.DeliverAsync(childId, contentHash, new Start
        {
            Id = $"child/{delivery.Key}",
            InstanceId = childId,
            Actor = Actor.Engine,
            At = clock.Now,
            Input = Input(payload),
            CorrelationId = payload.TryGetProperty("correlationId", out var correlation) ? correlation.GetString() : null,
            Parent = parent,
        });
        if (reply.Refusal is { } refusal) throw new EffectRefusedException(refusal.Code, refusal.Message);
        if (reply.Repeated && parent is not null) await TellAgainAsync(childId, parent);
        return JsonSerializer.SerializeToElement(childId);
    }

    // After an operator's retry the child's own reports are long delivered, and without this the parent would wait for ever. A parent
    // that no longer waits refuses the answer; one that waits for an end still to come hears it from the child.
    private async Task TellAgainAsync(string childId, ParentLink parent)
    {
        if ((await InstanceStore.LoadAsync(store, codec, childId))?.State is not { } child) return;
        if (parent.NotifyAtEnd && child.Status != WorkflowStatus.Finished) return;
        var asked = (await InstanceStore.LoadAsync(store, codec, parent.InstanceId))?.State.Burst;
        await instances.DeliverAsync(parent.InstanceId, null, new EffectSucceeded(parent.EffectKey, ChildReport.Of(child, parent))
        {
            // Every time that the parent asks is another stimulus.
            Id = $"child-result/{parent.EffectKey}/again/{asked}",
            Actor = Actor.Engine,
            At = clock.Now,
        });
    }

    private static Dictionary<string, JsonElement> Input(JsonElement payload) =>
        payload.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.Object
            ? input.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)
            : [];

    // A child that nobody waits for needs no way back. The row is there as long as it is being delivered.
    private async Task<bool> IsAnsweredAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return await db.Outbox.AnyAsync(row => row.Key == delivery.Key && row.Answered, cancellationToken);
    }
}
