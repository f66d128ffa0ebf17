using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Everything that a burst writes, as rows; prepared by the instance, so that the writer only attaches and saves.</summary>
/// <param name="ExpectedBurst">Version of the stored instance; 0 = it must not exist yet.</param>
/// <param name="DueBefore">Due time of the stored timer; null = there is none.</param>
/// <param name="DueAt">Due time of the instance's timer now; null = it has none any more.</param>
/// <param name="Projected">Rows of the subject's query tables, in order.</param>
/// <param name="Forms">Forms that may not be stored yet: not written with the burst, but before it (<see cref="Tasks.TaskForms.EnsureAsync"/>).</param>
/// <param name="ReplacedEffects">Keys of outbox rows of failed effects that give way to a new attempt.</param>
/// <param name="TakenEvent">Id of the event that this burst took.</param>
internal sealed record BurstRows(
    InstanceRow Instance, long ExpectedBurst, bool CorrelationChanged, JournalRow Journal,
    IReadOnlyList<EventWaitRow> AddedWaits, IReadOnlyList<string> RemovedWaits,
    DateTimeOffset? DueBefore, DateTimeOffset? DueAt,
    IReadOnlyList<TaskFormRow> Forms, IReadOnlyList<TaskRow> AddedTasks, IReadOnlyList<TaskRow> ChangedTasks,
    IReadOnlyList<TaskCandidateRow> AddedCandidates, IReadOnlyList<TaskCandidateRow> RemovedCandidates,
    IReadOnlyList<OutboxRow> Effects, IReadOnlyList<string> ReplacedEffects,
    IReadOnlyList<EventRow> Events, string? TakenEvent,
    IReadOnlyList<RowProjected> Projected);
