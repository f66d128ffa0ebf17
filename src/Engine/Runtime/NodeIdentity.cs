using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// Name of this process among all that ever worked on the database: that of its silo, which the cluster knows alive or dead. A restarted
/// node is another owner, so that leases of its former life are taken over instead of being taken for its own.
/// </summary>
/// <param name="Id">Address, port and generation, at most 100 characters.</param>
internal sealed record NodeIdentity(string Id)
{
    public static NodeIdentity Of(SiloAddress silo) => new(silo.ToParsableString());
}
