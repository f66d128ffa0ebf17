using Quartz;

namespace GridGov.Workflow.Engine.History;

/// <summary>Anchors the journals, hourly by default. One node of the cluster runs it.</summary>
[DisallowConcurrentExecution]
internal sealed class AnchorJob(AuditAnchors anchors) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await anchors.AnchorAsync(cancellationToken);
}
