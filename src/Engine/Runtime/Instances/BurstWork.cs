using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>
/// Attaches a burst's rows with known versions; reads nothing. The instance row's burst number is the fence: an activation
/// that was overtaken changes no row and fails.
/// </summary>
internal sealed class BurstWork(BurstRows rows) : CommitWork
{
    // Only what a burst can change: SQLite rewrites an index for every column named, changed or not.
    private static readonly string[] InstanceColumns =
    [
        nameof(InstanceRow.Burst), nameof(InstanceRow.VersionId), nameof(InstanceRow.Version), nameof(InstanceRow.ContentHash), nameof(InstanceRow.Status),
        nameof(InstanceRow.SubStatus), nameof(InstanceRow.Name), nameof(InstanceRow.UpdatedAt), nameof(InstanceRow.FinishedAt), nameof(InstanceRow.CommittedAt),
        nameof(InstanceRow.IncidentCount), nameof(InstanceRow.HeadHash), nameof(InstanceRow.State),
    ];

    private static readonly string[] TaskColumns =
    [
        nameof(TaskRow.Status), nameof(TaskRow.Assignee), nameof(TaskRow.Outcome), nameof(TaskRow.CompletedBy), nameof(TaskRow.CompletedAt), nameof(TaskRow.DueAt),
        nameof(TaskRow.RemindAt), nameof(TaskRow.Title), nameof(TaskRow.Details),
    ];

    public override async ValueTask ApplyAsync(WorkflowDbContext db, DateTimeOffset committedAt)
    {
        rows.Instance.CommittedAt = committedAt;
        if (rows.ReplacedEffects.Count > 0)
            await db.Outbox.Where(row => rows.ReplacedEffects.Contains(row.Key)).ExecuteDeleteAsync();
        if (rows.TakenEvent is { } taken)
            await db.Events.Where(row => row.Id == taken && !row.Matched).ExecuteUpdateAsync(set => set.SetProperty(row => row.Matched, true));

        PutInstance(db);
        db.Entry(rows.Journal).State = EntityState.Added;
        Put(db, rows.AddedWaits, EntityState.Added);
        foreach (var id in rows.RemovedWaits)
            db.Entry(new EventWaitRow { BookmarkId = id, InstanceId = "", Hash = "" }).State = EntityState.Deleted;
        Put(db, rows.AddedTimers, EntityState.Added);
        foreach (var id in rows.RemovedTimers)
            db.Entry(new TimerRow { BookmarkId = id, InstanceId = "" }).State = EntityState.Deleted;
        Put(db, rows.AddedTasks, EntityState.Added);
        foreach (var task in rows.ChangedTasks) PutChanged(db, task);
        Put(db, rows.AddedCandidates, EntityState.Added);
        Put(db, rows.RemovedCandidates, EntityState.Deleted);
        Put(db, rows.Effects, EntityState.Added);
        foreach (var published in rows.Events)
        {
            published.CommittedAt = committedAt;
            db.Entry(published).State = EntityState.Added;
        }

        ProjectedRows.Put(db, rows.Projected);
    }

    private void PutInstance(WorkflowDbContext db)
    {
        var entry = db.Entry(rows.Instance);
        if (rows.ExpectedBurst == 0)
        {
            entry.State = EntityState.Added;
            return;
        }

        entry.State = EntityState.Unchanged;
        entry.Property(nameof(InstanceRow.Burst)).OriginalValue = rows.ExpectedBurst;
        MarkModified(entry, InstanceColumns);
        if (rows.CorrelationChanged) entry.Property(nameof(InstanceRow.CorrelationId)).IsModified = true;
    }

    private static void PutChanged(WorkflowDbContext db, TaskRow task)
    {
        var entry = db.Entry(task);
        entry.State = EntityState.Unchanged;
        MarkModified(entry, TaskColumns);
    }

    private static void MarkModified(EntityEntry entry, string[] columns)
    {
        foreach (var column in columns) entry.Property(column).IsModified = true;
    }

    private static void Put<T>(WorkflowDbContext db, IReadOnlyList<T> entities, EntityState state)
        where T : class
    {
        foreach (var entity in entities) db.Entry(entity).State = state;
    }
}
