using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Membership;
using GridGov.Workflow.Engine.Tasks;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>
/// Instances as Orleans grains, wherever in the cluster they live. When the node of one is lost in the middle of a call, the call is
/// made again until the instance is up elsewhere: a stimulus that was committed before answers what it answered.
/// </summary>
/// <param name="find">Gives the grain of an instance id.</param>
internal sealed partial class GrainInstances(Func<string, IWorkflowInstance> find, ResidentInstances residents, ClusterNodeOptions options, TimeProvider time, ILogger<GrainInstances> logger) : IWorkflowInstances
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task<StimulusReply> DeliverAsync(string instanceId, string? contentHash, Stimulus stimulus) =>
        (await CallAsync(instanceId, instance => instance.DeliverAsync(new InstanceCall(contentHash, stimulus)))).Reply;

    public Task<int> RunDueTimersAsync(string instanceId, DateTimeOffset now) => CallAsync(instanceId, instance => instance.RunDueTimersAsync(now));

    public Task<HumanTask?> FindTaskAsync(string instanceId, string taskId) =>
        residents.Find(instanceId) is { } here ? Task.FromResult(here.FindTask(taskId)) : AskAsync(instanceId, taskId);

    private async Task<HumanTask?> AskAsync(string instanceId, string taskId) =>
        (await CallAsync(instanceId, instance => instance.FindTaskAsync(taskId))).Task;

    private async Task<T> CallAsync<T>(string instanceId, Func<IWorkflowInstance, Task<T>> call)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call(find(instanceId));
            }
            catch (Exception e) when (IsLostNode(e) && time.GetElapsedTime(started) < options.Patience)
            {
                LogAgain(logger, instanceId, e.Message);
                await Task.Delay(Pause, time);
            }
        }
    }

    // Said by Orleans, not by an instance: the node is gone, or was gone when the message came.
    private static bool IsLostNode(Exception error) => error is OrleansMessageRejectionException or ConnectionFailedException;

    [LoggerMessage(Level = LogLevel.Information, Message = "Instance {InstanceId} is called again: {Reason}")]
    private static partial void LogAgain(ILogger logger, string instanceId, string reason);
}
