using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Runtime.Services;
using Orleans.Services;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>One signal on its way.</summary>
[GenerateSerializer]
[Immutable]
[Alias("gridgov.cluster-signal")]
internal readonly record struct ClusterSignal([property: Id(0)] string Topic, [property: Id(1)] string Key);

/// <summary>A node, as another one talks to it.</summary>
[Alias("gridgov.neighbour")]
internal interface INeighbour : IGrainService
{
    [OneWay]
    [Alias("hear")]
    Task HearAsync([Immutable] ClusterSignal[] told);
}

/// <summary>This node's ear.</summary>
internal sealed class Neighbour(GrainId id, Silo silo, ILoggerFactory loggers, ClusterSignals signals) : GrainService(id, silo, loggers), INeighbour
{
    public Task HearAsync(ClusterSignal[] told)
    {
        signals.Hear(told);
        return Task.CompletedTask;
    }
}

/// <summary>Finds the other nodes.</summary>
internal sealed class Neighbours(IServiceProvider services) : GrainServiceClient<INeighbour>(services)
{
    public INeighbour At(SiloAddress silo) => GetGrainService(silo);
}
