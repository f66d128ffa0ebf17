using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Telemetry;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>Gives an instance processor its place and its turns; nothing else.</summary>
internal sealed class WorkflowInstanceGrain(InstanceServices services, ResidentInstances residents) : Grain, IWorkflowInstance
{
    private InstanceProcessor? _processor;

    private InstanceProcessor Processor => _processor ??= residents.Add(new InstanceProcessor(this.GetPrimaryKeyString(), services));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        WorkflowTelemetry.Resident.Add(1);
        return base.OnActivateAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        WorkflowTelemetry.Resident.Add(-1);
        if (_processor is { } processor) residents.Remove(processor);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<InstanceAnswer> DeliverAsync(InstanceCall call) => new(await Processor.DeliverAsync(call.ContentHash, call.Stimulus));

    public Task<int> RunDueTimersAsync(DateTimeOffset now) => Processor.RunDueTimersAsync(now);

    public Task<TaskAnswer> FindTaskAsync(string taskId) => Task.FromResult(new TaskAnswer(Processor.FindTask(taskId)));
}
