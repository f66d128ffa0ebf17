using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>The product's tables in a SQLite file of a test's own.</summary>
public sealed class OneFileDb : IWorkflowDb, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"gridgov-db-{Guid.NewGuid():N}.db");

    public OneFileDb()
    {
        using var context = Open();
        context.Database.EnsureCreated();
    }

    public WorkflowDbContext Open()
    {
        var options = new DbContextOptionsBuilder<HostDbContext>();
        options.UseSqlite($"Data Source={_file}").UseWorkflowSqliteSettings();
        var context = new HostDbContext(options.Options);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }
}
