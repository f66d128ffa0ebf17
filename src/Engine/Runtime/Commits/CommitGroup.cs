using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Persistence.Sinks;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>A transaction that works write into.</summary>
/// <param name="rows">For rows with known keys and versions.</param>
/// <param name="committedAt">Wall time of the commit.</param>
internal sealed class CommitGroup(WorkflowDbContext db, IRowSink rows, DateTimeOffset committedAt)
{
    public IRowSink Rows => rows;
    public DateTimeOffset CommittedAt => committedAt;

    /// <summary>For statements, which see the rows given so far, and for rows that go through EF; those are saved once after all works.</summary>
    public async ValueTask<WorkflowDbContext> StatementsAsync()
    {
        await rows.FlushAsync();
        return db;
    }
}
