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
