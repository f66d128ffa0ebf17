using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>Finds the other nodes.</summary>
internal sealed class Neighbours(IServiceProvider services) : GrainServiceClient<INeighbour>(services)
{
    public INeighbour At(SiloAddress silo) => GetGrainService(silo);
}
