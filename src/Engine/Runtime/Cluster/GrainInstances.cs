using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>Instances as Orleans grains, wherever in the cluster they live.</summary>
internal sealed class GrainInstances(IGrainFactory grains, ResidentInstances residents) : IWorkflowInstances
{
    public async Task<StimulusReply> DeliverAsync(string instanceId, string? contentHash, Stimulus stimulus) =>
        (await grains.GetGrain<IWorkflowInstance>(instanceId).DeliverAsync(new InstanceCall(contentHash, stimulus))).Reply;

    public Task<int> RunDueTimersAsync(string instanceId, DateTimeOffset now) =>
        grains.GetGrain<IWorkflowInstance>(instanceId).RunDueTimersAsync(now);

    public Task<HumanTask?> FindTaskAsync(string instanceId, string taskId) =>
        residents.Find(instanceId) is { } here ? Task.FromResult(here.FindTask(taskId)) : AskAsync(instanceId, taskId);

    private async Task<HumanTask?> AskAsync(string instanceId, string taskId) =>
        (await grains.GetGrain<IWorkflowInstance>(instanceId).FindTaskAsync(taskId)).Task;
}
