using System.Reflection;
using GridGov.Workflow.Activities.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Persistence;

/// <summary>
/// The product's whole database: governance tables and the accounts that sign in. This one is SQLite's; those of the servers derive
/// from it, because each provider has migrations of its own and EF finds them by the context's type.
/// </summary>
public class HostDbContext : GovernanceDbContext
{
    public HostDbContext(DbContextOptions<HostDbContext> options)
        : base(options)
    {
    }

    private protected HostDbContext(DbContextOptions options)
        : base(options)
    {
    }

    protected override IEnumerable<Assembly> ConfigurationAssemblies => [.. base.ConfigurationAssemblies, typeof(HostDbContext).Assembly];
}
