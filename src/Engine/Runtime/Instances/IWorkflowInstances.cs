using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Reaches instances wherever they live; gives each one turn at a time.</summary>
internal interface IWorkflowInstances
{
    /// <param name="contentHash">Content to start with; only for a <see cref="Start"/>.</param>
    Task<StimulusReply> DeliverAsync(string instanceId, string? contentHash, Stimulus stimulus);

    /// <returns>How many timers ran.</returns>
    Task<int> RunDueTimersAsync(string instanceId, DateTimeOffset now);
}
