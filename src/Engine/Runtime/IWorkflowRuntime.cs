using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// The engine as its host sees it. Every call that returns without a refusal has been committed durably.
/// </summary>
public interface IWorkflowRuntime
{
    /// <summary>
    /// Starts an instance of a definition content with a chosen id. The same stimulus id gives the first reply again, with the id that was chosen then.
    /// </summary>
    Task<StimulusReply> StartAsync(string contentHash, Start stimulus, CancellationToken cancellationToken = default);

    /// <summary>Delivers a stimulus to an instance. The same stimulus id gives the first reply again.</summary>
    Task<StimulusReply> DeliverAsync(string instanceId, Stimulus stimulus, CancellationToken cancellationToken = default);

    /// <summary>Publishes an event from outside: durable when this returns, matched to waits after that.</summary>
    /// <returns>Null, also for a repeat; a refusal when the id was used for another event.</returns>
    Task<Refusal?> PublishAsync(PublishedEvent published, CancellationToken cancellationToken = default);

    /// <summary>A copy of the current state, or null when there is no such instance.</summary>
    Task<InstanceState?> FindStateAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>An open or claimed task straight from its instance, where that is in memory; null otherwise, also for closed tasks: ask the database.</summary>
    Task<HumanTask?> FindTaskAsync(string taskId, CancellationToken cancellationToken = default);
}

/// <summary>An event from outside. <paramref name="Id"/> makes repeats harmless.</summary>
public sealed record PublishedEvent(
    string Id, string Name, string? CorrelationId, string? InstanceId, JsonElement Payload, Actor Actor, DateTimeOffset At);

/// <summary>What became of a stimulus.</summary>
/// <param name="Repeated">True when this stimulus id had been handled before.</param>
/// <param name="Refusal">Set when nothing changed.</param>
/// <param name="Result">The burst's small result.</param>
public sealed record StimulusReply(
    string InstanceId, long Burst, bool Repeated, Refusal? Refusal, WorkflowStatus Status, WorkflowSubStatus SubStatus, JsonElement Result);

/// <summary>Compiled graphs by content hash; loads and compiles on a miss, keeps them in memory.</summary>
public interface IWorkflowGraphs
{
    /// <exception cref="KeyNotFoundException">No content with this hash is stored.</exception>
    ValueTask<WorkflowGraph> GetAsync(string contentHash, CancellationToken cancellationToken = default);
}

/// <summary>Business time; real time by default, virtual in the demo (design.md §5).</summary>
public interface IBusinessClock
{
    DateTimeOffset Now { get; }
}
