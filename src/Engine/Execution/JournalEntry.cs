using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>What a journal entry tells.</summary>
public enum EntryKind
{
    ActivityStarted, ActivityResumed, ActivitySuspended, ActivityCompleted, ActivityCanceled, ActivityFaulted,
    VariableSet, OutputSet, NameSet, CorrelationSet, LineWritten,
    BookmarkCreated, BookmarkRemoved, TaskOpened, TaskChanged, TaskClosed,
    EffectRequested, EffectAnswered, EventPublished, SubjectTransition, SubjectRefused,
    IncidentRaised, IncidentResolved, StatusChanged, Amended, Migrated,
}

/// <summary>
/// One thing that happened in a burst, in order. Empty members are left out of the stored form.
/// </summary>
/// <param name="ExecutionId">The activity execution concerned, <c>{burst}-{n}</c>.</param>
/// <param name="ParentExecutionId">On a start: the container's execution.</param>
/// <param name="ScheduledBy">On a start: the execution whose completion led here.</param>
/// <param name="Name">Name of the variable, output, task, event, transition, effect kind …</param>
/// <param name="Outcomes">On a completion other than just Done.</param>
/// <param name="Values">On a start the evaluated inputs; on a completion the outputs.</param>
/// <param name="Data">The value set, the payload, the exception, or details by kind.</param>
public sealed record JournalEntry(
    EntryKind Kind, string? NodeId = null, string? ExecutionId = null, string? ParentExecutionId = null, string? ScheduledBy = null,
    string? Name = null, string? Text = null, IReadOnlyList<string>? Outcomes = null,
    IReadOnlyDictionary<string, JsonElement>? Values = null, JsonElement Data = default);
