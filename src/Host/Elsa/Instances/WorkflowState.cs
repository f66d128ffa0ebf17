using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>An instance's state in Elsa's shape (elsa-studio-contract.md §12.3). Lists and objects are never null.</summary>
public sealed record WorkflowState(
    string Id, string DefinitionId, string DefinitionVersionId, int DefinitionVersion, string? CorrelationId, string? Name, string? ParentWorkflowInstanceId,
    WorkflowStatus Status, WorkflowSubStatus SubStatus, bool IsExecuting, bool IsForeign, IReadOnlyList<BookmarkState> Bookmarks,
    IReadOnlyList<IncidentState> Incidents, bool IsSystem, IReadOnlyList<CallbackState> CompletionCallbacks,
    IReadOnlyList<ContextState> ActivityExecutionContexts, IReadOnlyList<object> ScheduledActivities, long ExecutionLogSequence,
    IReadOnlyDictionary<string, JsonElement> Input, IReadOnlyDictionary<string, JsonElement> Output, IReadOnlyDictionary<string, object> Properties,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

/// <summary>A place where the instance waits: for an event, a time, a person, or an answer from outside.</summary>
public sealed record BookmarkState(
    string Id, string Name, string Hash, JsonElement? Payload, string ActivityId, string ActivityNodeId, string ActivityInstanceId, DateTimeOffset CreatedAt,
    bool AutoBurn, bool AutoComplete);

/// <summary>An unresolved fault.</summary>
public sealed record IncidentState(
    string Id, string ActivityId, string ActivityNodeId, string ActivityType, string Message, ExceptionState Exception, DateTimeOffset Timestamp);

/// <summary>What went wrong.</summary>
public sealed record ExceptionState(string Type, string Message);

/// <summary>Who hears of a child's end.</summary>
public sealed record CallbackState(string OwnerInstanceId, string ChildNodeId, string MethodName);

/// <summary>A live execution.</summary>
public sealed record ContextState(
    string Id, string? ParentContextId, string ScheduledActivityNodeId, string? OwnerActivityNodeId, IReadOnlyDictionary<string, object> Properties,
    IReadOnlyDictionary<string, JsonElement> ActivityState, IReadOnlyList<VariableState> DynamicVariables, ActivityStatus Status, bool IsExecuting,
    int FaultCount, DateTimeOffset StartedAt);

/// <summary>A variable and its value.</summary>
public sealed record VariableState(string Id, string Name, JsonElement Value);
