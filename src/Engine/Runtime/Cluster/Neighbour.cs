using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>This node's ear.</summary>
internal sealed class Neighbour(GrainId id, Silo silo, ILoggerFactory loggers, ClusterSignals signals) : GrainService(id, silo, loggers), INeighbour
{
    public Task HearAsync(ClusterSignal[] told)
    {
        signals.Hear(told);
        return Task.CompletedTask;
    }
}
