using GridGov.Workflow.Engine.Runtime.Hosting;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>Runs the signals between the nodes while the silo is up.</summary>
internal sealed class NodeTalk(ClusterSignals signals, IClusterMembershipService membership, ILocalSiloDetails self, IServiceProvider services)
{
    public Task RunLoopAsync(CancellationToken cancellationToken)
    {
        // Made now: it needs a silo that runs.
        var neighbours = new Neighbours(services);
        return Loops.TogetherAsync(
            signals.FollowMembersAsync(membership, self.SiloAddress, cancellationToken), signals.SendLoopAsync(neighbours.At, cancellationToken));
    }
}
