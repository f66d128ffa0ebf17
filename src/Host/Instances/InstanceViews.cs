using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Host.Instances;

/// <summary>An instance in a list.</summary>
public sealed record InstanceSummary(
    string Id, string DefinitionId, int Version, WorkflowStatus Status, WorkflowSubStatus SubStatus, string? Name, string? CorrelationId,
    string? ParentInstanceId, int IncidentCount, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

/// <summary>One place where an instance waits.</summary>
/// <param name="Kind"><c>bookmark</c>, <c>task</c> or <c>effect</c>.</param>
public sealed record WaitView(string Kind, string Id, string ActivityId, string NodeId, string ActivityType, string? Name, DateTimeOffset? DueAt);

/// <summary>A variable of the workflow scope.</summary>
public sealed record VariableView(string Id, string Name, string Type, JsonElement? Value);

/// <summary>An instance as it is after its last burst.</summary>
public sealed record InstanceView(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string ContentHash, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    string? Name, string? CorrelationId, long Burst, IReadOnlyDictionary<string, JsonElement> Input, IReadOnlyDictionary<string, JsonElement> Output,
    IReadOnlyList<VariableView> Variables, IReadOnlyList<WaitView> Waiting, IReadOnlyList<Incident> Incidents,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

/// <summary>One burst of the journal.</summary>
/// <param name="Hash">Hex hash of the row, chained to the one before.</param>
public sealed record BurstView(
    long Burst, DateTimeOffset At, string Kind, Actor Actor, JsonElement Stimulus, IReadOnlyList<EntryView> Entries, string PreviousHash, string Hash);

/// <summary>A journal entry; members that do not apply are left out.</summary>
public sealed record EntryView(
    EntryKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NodeId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ExecutionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ParentExecutionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Outcomes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, JsonElement>? Values,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Data)
{
    public static EntryView Of(JournalEntry entry) => new(
        entry.Kind, entry.NodeId, entry.ExecutionId, entry.ParentExecutionId, entry.Name, entry.Text, entry.Outcomes, entry.Values,
        entry.Data.ValueKind == JsonValueKind.Undefined ? null : entry.Data);
}
