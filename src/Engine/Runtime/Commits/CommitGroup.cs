using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>A transaction that works write into.</summary>
/// <param name="Db">For statements, and for rows that go through EF; saved once after all works.</param>
/// <param name="Rows">For rows with known keys and versions.</param>
/// <param name="CommittedAt">Wall time of the commit.</param>
internal sealed record CommitGroup(WorkflowDbContext Db, IRowSink Rows, DateTimeOffset CommittedAt);
