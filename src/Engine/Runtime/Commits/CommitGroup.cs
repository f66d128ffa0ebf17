using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>A transaction that works write into.</summary>
internal sealed class CommitGroup : IDisposable
{
    private readonly StatementRows? _statements;

    public CommitGroup(WorkflowDbContext db, DateTimeOffset committedAt)
    {
        (Db, CommittedAt) = (db, committedAt);
        if (db.Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true) Rows = _statements = new StatementRows(db);
        else Rows = new TrackedRows(db);
    }

    /// <summary>For statements, and for rows that go through EF; saved once after all works.</summary>
    public WorkflowDbContext Db { get; }

    /// <summary>For the engine's own rows.</summary>
    public IRowSink Rows { get; }

    /// <summary>Wall time of the commit.</summary>
    public DateTimeOffset CommittedAt { get; }

    public void Dispose() => _statements?.Dispose();
}
