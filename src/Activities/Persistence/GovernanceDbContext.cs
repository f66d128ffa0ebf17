using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Activities.Persistence;

/// <summary>The product's database: the engine's tables and those of cases, directory and numbers.</summary>
public sealed class GovernanceDbContext(DbContextOptions<GovernanceDbContext> options) : WorkflowDbContext(options);
