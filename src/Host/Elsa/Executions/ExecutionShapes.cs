using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.History.Folds;

namespace GridGov.Workflow.Host.Elsa.Executions;

/// <summary>
/// An execution (elsa-studio-contract.md §7.4). A summary leaves the values out; a whole one never has null for all of them,
/// because Studio would ask again every second.
/// </summary>
public sealed record ExecutionView(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    DateTimeOffset StartedAt, bool HasBookmarks, ActivityStatus Status, int AggregateFaultCount, DateTimeOffset? CompletedAt,
    string? SchedulingActivityExecutionId, string? SchedulingActivityId, string? SchedulingWorkflowInstanceId, int CallStackDepth,
    IReadOnlyDictionary<string, object> Metadata)
{
    public IReadOnlyDictionary<string, JsonElement>? ActivityState { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Payload { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Outputs { get; init; }
    public IReadOnlyDictionary<string, object>? Properties { get; init; }
    public ExecutionFault? Exception { get; init; }
}

/// <summary>From the fold's executions to Elsa's shapes. Pure.</summary>
internal static class ExecutionShapes
{
    private static readonly Dictionary<string, object> Nothing = [];
    private static readonly Dictionary<string, JsonElement> NoValues = [];

    public static ExecutionView Summary(ActivityExecution execution) => new(
        execution.Id, execution.WorkflowInstanceId, execution.ActivityId, execution.ActivityNodeId, execution.ActivityType, execution.ActivityTypeVersion,
        execution.ActivityName, execution.StartedAt, execution.HasBookmarks, execution.Status, execution.AggregateFaultCount, execution.CompletedAt,
        execution.SchedulingActivityExecutionId, execution.SchedulingActivityId,
        execution.SchedulingActivityExecutionId is null ? null : execution.WorkflowInstanceId, execution.CallStackDepth, Nothing);

    public static ExecutionView Full(ActivityExecution execution) => Summary(execution) with
    {
        ActivityState = execution.ActivityState,
        Payload = execution.Payload,
        Outputs = execution.Outputs ?? NoValues,
        Properties = Nothing,
        Exception = execution.Exception,
    };
}
