using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>Opens fresh contexts: one per commit group, one per query. Thread-safe.</summary>
public interface IWorkflowDb
{
    /// <summary>A new context; the caller disposes it.</summary>
    WorkflowDbContext Open();
}

/// <summary>The concrete context of the host, as the engine sees it.</summary>
internal sealed class WorkflowDb<TContext>(IDbContextFactory<TContext> factory) : IWorkflowDb
    where TContext : WorkflowDbContext
{
    public WorkflowDbContext Open()
    {
        var context = factory.CreateDbContext();
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }
}
