using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>
/// One instance in the cluster. Orleans gives it one turn at a time and one place. Nodes of two releases may run side by side: methods
/// are added, never changed, and the version then goes up, so that a node which lacks them is not asked for them.
/// </summary>
[Version(1)]
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
