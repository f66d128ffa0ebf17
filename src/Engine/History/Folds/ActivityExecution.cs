using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.History.Folds;

/// <summary>One execution of an activity, from its start to its end (elsa-studio-contract.md §7.4).</summary>
/// <param name="Id"><c>{instance}-{burst}-{n}</c>: names its own instance and burst.</param>
/// <param name="ActivityState">Inputs by descriptor name.</param>
/// <param name="Outputs">Outputs by descriptor name; null before the end.</param>
/// <param name="HasBookmarks">True while it waits: for a time, an event, a person or another system.</param>
/// <param name="AggregateFaultCount">Faults of it and of what ran inside it.</param>
/// <param name="SchedulingActivityExecutionId">The execution whose completion led here, or its container's.</param>
public sealed record ActivityExecution(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    IReadOnlyDictionary<string, JsonElement> ActivityState, IReadOnlyDictionary<string, JsonElement> Payload,
    IReadOnlyDictionary<string, JsonElement>? Outputs, ExecutionFault? Exception, DateTimeOffset StartedAt, bool HasBookmarks, ActivityStatus Status,
    int AggregateFaultCount, DateTimeOffset? CompletedAt, string? ParentId, string? SchedulingActivityExecutionId, string? SchedulingActivityId,
    int CallStackDepth);

/// <summary>Why an execution faulted.</summary>
public sealed record ExecutionFault(string Type, string Message);

/// <summary>Counts of one node, for the badges in the diagram.</summary>
public sealed record ActivityStats(
    string ActivityId, string ActivityNodeId, int StartedCount, int CompletedCount, int UncompletedCount, bool IsBlocked, bool IsFaulted,
    int AggregateFaultCount);
