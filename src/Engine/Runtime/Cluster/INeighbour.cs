using Orleans.Concurrency;
using Orleans.Services;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>A node, as another one talks to it.</summary>
[Alias("gridgov.neighbour")]
internal interface INeighbour : IGrainService
{
    [OneWay]
    [Alias("hear")]
    Task HearAsync([Immutable] ClusterSignal[] told);
}
