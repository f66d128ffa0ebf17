using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>The engine's front door.</summary>
internal sealed class WorkflowRuntime(
    IWorkflowInstances instances, EventStore events, EventMatcher matcher, IWorkflowDb store, IStateCodec codec) : IWorkflowRuntime
{
    public Task<StimulusReply> StartAsync(string contentHash, Start stimulus, CancellationToken cancellationToken = default) =>
        instances.DeliverAsync(stimulus.InstanceId, contentHash, stimulus).WaitAsync(cancellationToken);

    public Task<StimulusReply> DeliverAsync(string instanceId, Stimulus stimulus, CancellationToken cancellationToken = default) =>
        stimulus is Start
            ? throw new ArgumentException("A start needs a definition content; call StartAsync.", nameof(stimulus))
            : instances.DeliverAsync(instanceId, null, stimulus).WaitAsync(cancellationToken);

    public async Task<Refusal?> PublishAsync(PublishedEvent published, CancellationToken cancellationToken = default)
    {
        if (published.Id.Length == 0) throw new ArgumentException("An event needs an id; repeats of one id are harmless.", nameof(published));
        if (published.Name.Length is 0 or > Lengths.Name)
            throw new ArgumentException($"An event name has 1 to {Lengths.Name} characters; this one has {published.Name.Length}.", nameof(published));
        if (published.CorrelationId?.Length > Lengths.CorrelationId)
            throw new ArgumentException($"A correlation id has at most {Lengths.CorrelationId} characters; this one has {published.CorrelationId.Length}.", nameof(published));
        var row = new EventRow
        {
            // Ids made of long request keys do not fit the column; their digest is as unique, and the same at each repeat.
            Id = published.Id.Length <= Lengths.LocalId ? published.Id : DerivedIds.Of("event", published.Id),
            Name = published.Name,
            Hash = BookmarkHash.ForEvent(published.Name),
            CorrelationId = string.IsNullOrWhiteSpace(published.CorrelationId) ? null : published.CorrelationId,
            LocalInstanceId = published.InstanceId,
            Payload = published.Payload.ValueKind == JsonValueKind.Undefined ? null : published.Payload.GetRawText(),
            At = published.At,
            ActorId = published.Actor.Id,
            OnBehalfOf = published.Actor.OnBehalfOf,
            Via = published.Actor.Via,
        };
        if (await events.AddAsync(row).WaitAsync(cancellationToken))
        {
            matcher.Add(row);
            return null;
        }

        var first = await events.FindAsync(row.Id).WaitAsync(cancellationToken);
        return first is null || IsSame(first, row) ? null : new Refusal(
            "idempotency.body-differs", $"The key of event '{row.Id}' was used before with another event; send the same body again, or use a new key.",
            "Idempotency-Key", RefusalKind.Invalid);
    }

    public async Task<InstanceState?> FindStateAsync(string instanceId, CancellationToken cancellationToken = default) =>
        (await InstanceStore.LoadAsync(store, codec, instanceId).WaitAsync(cancellationToken))?.State;

    public Task<HumanTask?> FindTaskAsync(string taskId, CancellationToken cancellationToken = default) =>
        HumanTask.InstanceOf(taskId) is { } instanceId ? instances.FindTaskAsync(instanceId, taskId).WaitAsync(cancellationToken) : Task.FromResult<HumanTask?>(null);

    private static bool IsSame(EventRow first, EventRow again) =>
        (first.Name, first.CorrelationId, first.LocalInstanceId, first.Payload) == (again.Name, again.CorrelationId, again.LocalInstanceId, again.Payload);
}
