using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>Which nodes live.</summary>
internal interface INodes
{
    /// <summary>
    /// Names of all nodes that have not been declared dead, by the latest word. A node is among them before it claims anything, so that
    /// an owner seen in a table before this call and not named by it is dead.
    /// </summary>
    Task<IReadOnlySet<string>> FindLivingAsync();
}

/// <summary>The only node.</summary>
internal sealed class OnlyNode(NodeIdentity self) : INodes
{
    public Task<IReadOnlySet<string>> FindLivingAsync() => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>(StringComparer.Ordinal) { self.Id });
}

/// <summary>The members of the cluster, as their table says.</summary>
internal sealed class MemberNodes(IMembershipTable members) : INodes
{
    public async Task<IReadOnlySet<string>> FindLivingAsync() => (await members.ReadAllAsync(CancellationToken.None)).Members
        .Where(member => member.Item1.Status is not (SiloStatus.Dead or SiloStatus.None))
        .Select(member => NodeIdentity.Of(member.Item1.SiloAddress).Id).ToHashSet(StringComparer.Ordinal);
}
