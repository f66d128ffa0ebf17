using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>The members of the cluster, as their table says.</summary>
internal sealed class MemberNodes(IMembershipTable members) : INodes
{
    public async Task<IReadOnlySet<string>> FindLivingAsync() => (await members.ReadAllAsync(CancellationToken.None)).Members
        .Where(member => member.Item1.Status is not (SiloStatus.Dead or SiloStatus.None))
        .Select(member => NodeIdentity.Of(member.Item1.SiloAddress).Id).ToHashSet(StringComparer.Ordinal);
}
