using System.Text.Json;

namespace GridGov.Workflow.Engine.History.Folds;

/// <summary>One line of the journal as Studio shows it (elsa-studio-contract.md §7.3, JournalRecord).</summary>
/// <param name="Id">Unique over all instances.</param>
/// <param name="Sequence">From 0 without gaps, in the order in which things happened.</param>
/// <param name="EventName">Elsa's names for the life of an activity; our own, in Chinese, for everything else.</param>
/// <param name="ActivityState">Inputs by descriptor name, on a start.</param>
/// <param name="Payload">Details by event, or null.</param>
public sealed record LogRecord(
    string Id, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion,
    string? ActivityName, string NodeId, DateTimeOffset Timestamp, long Sequence, string? EventName, string? Message, string? Source,
    IReadOnlyDictionary<string, JsonElement>? ActivityState, IReadOnlyDictionary<string, JsonElement>? Payload);
