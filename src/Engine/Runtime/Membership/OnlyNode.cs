namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>The only node.</summary>
internal sealed class OnlyNode(NodeIdentity self) : INodes
{
    public Task<IReadOnlySet<string>> FindLivingAsync() => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>(StringComparer.Ordinal) { self.Id });
}
