using System.Net;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>
/// Keeps nodes of several machines from meeting under loopback addresses: each would take the others' entries for its own former
/// lives and declare them dead.
/// </summary>
internal sealed class MembershipCheck(ILocalSiloDetails self)
{
    /// <exception cref="InvalidOperationException">A living member cannot be reached from here, or cannot reach this node; names the setting.</exception>
    public void Throw(IEnumerable<MembershipEntry> members)
    {
        var own = IPAddress.IsLoopback(self.SiloAddress.Endpoint.Address);
        foreach (var member in members.Where(member => member.Status is SiloStatus.Joining or SiloStatus.Active && member.HostName != self.DnsHostName))
        {
            if (!own && !IPAddress.IsLoopback(member.SiloAddress.Endpoint.Address)) continue;
            throw new InvalidOperationException(
                $"This node on '{self.DnsHostName}' advertises {self.SiloAddress.Endpoint}, and the cluster has the node {member.SiloAddress.Endpoint} on '{member.HostName}': " +
                "with a loopback address they cannot reach each other. Set GridGov:Engine:Cluster:AdvertisedAddress on every node to its address in the cluster's network.");
        }
    }
}
