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
/// the first child. The answer comes from the child itself, see <see cref="ChildResultHandler"/>.
/// </summary>
internal sealed class StartChildHandler(
    IWorkflowInstances instances, IPublishedDefinitions definitions, IWorkflowDb store, IBusinessClock clock) : IAnswersLater
{
    public string Kind => "start-child";

    public async Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        var payload = delivery.Payload;
        var definitionId = payload.GetProperty("definitionId").GetString()!;
        var contentHash = await definitions.FindContentHashAsync(definitionId, cancellationToken)
            ?? throw new EffectRefusedException("child.definition", $"Definition '{definitionId}' has no published version; publish it, then retry.");
        var childId = DerivedIds.Instance("child", delivery.Key);
        var waits = payload.TryGetProperty("waitForCompletion", out var flag) && flag.ValueKind == JsonValueKind.True;
        var reply = await instances.DeliverAsync(childId, contentHash, new Start
        {
            Id = $"child/{delivery.Key}",
            InstanceId = childId,
            Actor = Actor.Engine,
            At = clock.Now,
            Input = Input(payload),
            CorrelationId = payload.TryGetProperty("correlationId", out var correlation) ? correlation.GetString() : null,
            Parent = await IsAnsweredAsync(delivery, cancellationToken) ? new ParentLink(delivery.InstanceId, delivery.Key, waits) : null,
        });
        if (reply.Refusal is { } refusal) throw new EffectRefusedException(refusal.Code, refusal.Message);
        return JsonSerializer.SerializeToElement(childId);
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
