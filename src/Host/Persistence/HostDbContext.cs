using System.Reflection;
using GridGov.Workflow.Activities.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Persistence;

/// <summary>The product's whole database: governance tables and the accounts that sign in. Its migrations are beside it.</summary>
public sealed class HostDbContext(DbContextOptions<HostDbContext> options) : GovernanceDbContext(options)
{
    protected override IEnumerable<Assembly> ConfigurationAssemblies => [.. base.ConfigurationAssemblies, typeof(HostDbContext).Assembly];
}
