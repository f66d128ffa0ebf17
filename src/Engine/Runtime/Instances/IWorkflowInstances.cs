using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Reaches instances wherever they live; gives each one turn at a time.</summary>
internal interface IWorkflowInstances
{
    /// <param name="contentHash">Content to start with; only for a <see cref="Start"/>.</param>
    Task<StimulusReply> DeliverAsync(string instanceId, string? contentHash, Stimulus stimulus);

    /// <returns>How many timers ran.</returns>
    Task<int> RunDueTimersAsync(string instanceId, DateTimeOffset now);

    /// <summary>An open or claimed task as its instance last committed it; does not wait for the instance's turn.</summary>
    /// <returns>Null when the instance is not in memory or has no such task: ask the database.</returns>
    Task<HumanTask?> FindTaskAsync(string instanceId, string taskId);
}
