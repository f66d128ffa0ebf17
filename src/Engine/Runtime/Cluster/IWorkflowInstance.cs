using Orleans.Concurrency;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>One instance in the cluster. Orleans gives it one turn at a time and one place.</summary>
[Alias("gridgov.workflow-instance")]
internal interface IWorkflowInstance : IGrainWithStringKey
{
    [Alias("deliver")]
    Task<InstanceAnswer> DeliverAsync(InstanceCall call);

    /// <returns>How many timers ran.</returns>
    [Alias("run-due-timers")]
    Task<int> RunDueTimersAsync(DateTimeOffset now);

    [AlwaysInterleave]
    [Alias("find-task")]
    Task<TaskAnswer> FindTaskAsync(string taskId);
}
