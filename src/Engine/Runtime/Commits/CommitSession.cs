using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Persistence.Sinks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>
/// A writer's connection, kept from group to group with what is prepared on it. Nothing is remembered between groups but that; after
/// any failure the session is given up.
/// </summary>
internal sealed class CommitSession : IAsyncDisposable
{
    private readonly WorkflowDbContext _db;
    private readonly IRowSink _rows;

    private CommitSession(WorkflowDbContext db)
    {
        _db = db;
        _rows = RowSinks.For(db);
    }

    public static async Task<CommitSession> OpenAsync(IWorkflowDb store)
    {
        var db = store.Open();
        try
        {
            await db.Database.OpenConnectionAsync();
            if (RowSinks.WriterSettings(db) is { } settings) await db.Database.ExecuteSqlRawAsync(settings);
            return new CommitSession(db);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public Task<IDbContextTransaction> BeginAsync() => _db.Database.BeginTransactionAsync();

    public CommitGroup Group(DateTimeOffset committedAt) => new(_db, _rows, committedAt);

    /// <summary>Sends what the works gave and attached.</summary>
    public async Task SaveAsync()
    {
        await _rows.FlushAsync();
        await _db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        _db.ChangeTracker.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        (_rows as IDisposable)?.Dispose();
        await _db.DisposeAsync();
    }
}
