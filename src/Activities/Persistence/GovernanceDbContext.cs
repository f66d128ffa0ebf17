using System.Reflection;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Activities.Persistence;

/// <summary>The engine's tables and those of cases, directory and numbers. The host's context adds its own, and holds the migrations.</summary>
public class GovernanceDbContext(DbContextOptions options) : WorkflowDbContext(options)
{
    protected override IEnumerable<Assembly> ConfigurationAssemblies => [typeof(GovernanceDbContext).Assembly];
}
