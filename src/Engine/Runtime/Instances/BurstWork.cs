using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>
/// Attaches a burst's rows with known versions; reads nothing. The instance row's burst number is the fence: an activation
/// that was overtaken changes no row and fails.
/// </summary>
internal sealed class BurstWork(BurstRows rows) : CommitWork
{
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
        entry.Property(row => row.Burst).OriginalValue = rows.ExpectedBurst;
        entry.Property(row => row.Burst).IsModified = true;
        entry.Property(row => row.VersionId).IsModified = true;
        entry.Property(row => row.Version).IsModified = true;
        entry.Property(row => row.ContentHash).IsModified = true;
        entry.Property(row => row.Status).IsModified = true;
        entry.Property(row => row.SubStatus).IsModified = true;
        entry.Property(row => row.Name).IsModified = true;
        entry.Property(row => row.CorrelationId).IsModified = true;
        entry.Property(row => row.UpdatedAt).IsModified = true;
        entry.Property(row => row.FinishedAt).IsModified = true;
        entry.Property(row => row.CommittedAt).IsModified = true;
        entry.Property(row => row.IncidentCount).IsModified = true;
        entry.Property(row => row.HeadHash).IsModified = true;
        entry.Property(row => row.State).IsModified = true;
    }

    private static void PutChanged(WorkflowDbContext db, TaskRow task)
    {
        var entry = db.Entry(task);
        entry.State = EntityState.Unchanged;
        entry.Property(row => row.Status).IsModified = true;
        entry.Property(row => row.Assignee).IsModified = true;
        entry.Property(row => row.Outcome).IsModified = true;
        entry.Property(row => row.CompletedBy).IsModified = true;
        entry.Property(row => row.CompletedAt).IsModified = true;
        entry.Property(row => row.DueAt).IsModified = true;
        entry.Property(row => row.RemindAt).IsModified = true;
        entry.Property(row => row.Title).IsModified = true;
        entry.Property(row => row.Details).IsModified = true;
    }

    private static void Put<T>(WorkflowDbContext db, IReadOnlyList<T> entities, EntityState state)
        where T : class
    {
        foreach (var entity in entities) db.Entry(entity).State = state;
    }
}
