using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Persistence.Sinks;
using GridGov.Workflow.Engine.Runtime.Commits;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>
/// Writes a burst's rows with known versions; reads nothing. The instance row's burst number is the fence: an activation that was
/// overtaken changes no row and fails.
/// </summary>
internal sealed class BurstWork(BurstRows rows) : CommitWork
{
    // Only what a burst can change: SQLite rewrites an index for every column named, changed or not.
    private static readonly string[] InstanceColumns =
    [
        nameof(InstanceRow.Burst), nameof(InstanceRow.VersionId), nameof(InstanceRow.Version), nameof(InstanceRow.ContentHash), nameof(InstanceRow.Status),
        nameof(InstanceRow.SubStatus), nameof(InstanceRow.Name), nameof(InstanceRow.UpdatedAt), nameof(InstanceRow.FinishedAt), nameof(InstanceRow.IncidentCount),
        nameof(InstanceRow.HeadHash), nameof(InstanceRow.State),
    ];

    private static readonly string[] InstanceColumnsWithCorrelation = [.. InstanceColumns, nameof(InstanceRow.CorrelationId)];

    private static readonly string[] InstanceColumnsOnDelete = [.. InstanceColumnsWithCorrelation, nameof(InstanceRow.IsDeleted)];

    private static readonly string[] TaskColumns =
    [
        nameof(TaskRow.Status), nameof(TaskRow.Assignee), nameof(TaskRow.Outcome), nameof(TaskRow.CompletedBy), nameof(TaskRow.CompletedAt), nameof(TaskRow.DueAt),
        nameof(TaskRow.RemindAt), nameof(TaskRow.Title), nameof(TaskRow.Details), nameof(TaskRow.NodeId),
    ];

    private static readonly string[] TimerColumns = [nameof(TimerRow.DueAt)];

    private static readonly string[] EventColumns = [nameof(EventRow.Matched)];

    public override ValueTask ApplyAsync(CommitGroup group)
    {
        var sink = group.Rows;
        PutInstance(sink);
        foreach (var key in rows.ReplacedEffects) sink.Delete(new OutboxRow { Key = key, InstanceId = "", Kind = "", Payload = "" }, mayMiss: true);
        if (rows.TakenEvent is { } taken)
        {
            var took = new EventRow { Id = taken, Name = "", Hash = "", ActorId = "", Matched = true };
            sink.Update(took, EventColumns, (nameof(EventRow.Matched), false), mayMiss: true);
        }

        rows.Journal.CommittedAt = group.CommittedAt;
        sink.Insert(rows.Journal);
        foreach (var wait in rows.AddedWaits) sink.Insert(wait);
        foreach (var id in rows.RemovedWaits) sink.Delete(new EventWaitRow { BookmarkId = id, InstanceId = "", Hash = "" });
        PutTimer(sink);
        foreach (var task in rows.AddedTasks) sink.Insert(task);
        foreach (var task in rows.ChangedTasks) sink.Update(task, TaskColumns);
        foreach (var candidate in rows.AddedCandidates) sink.Insert(candidate);
        foreach (var candidate in rows.RemovedCandidates) sink.Delete(candidate);
        foreach (var effect in rows.Effects) sink.Insert(effect);
        foreach (var published in rows.Events)
        {
            published.CommittedAt = group.CommittedAt;
            sink.Insert(published);
        }

        ProjectedRows.Put(sink, rows.Projected);
        return ValueTask.CompletedTask;
    }

    private void PutInstance(IRowSink sink)
    {
        if (rows.ExpectedBurst == 0) sink.Insert(rows.Instance);
        else sink.Update(rows.Instance, Columns(), (nameof(InstanceRow.Burst), rows.ExpectedBurst));
    }

    private void PutTimer(IRowSink sink)
    {
        if (rows.DueAt == rows.DueBefore) return;
        var timer = new TimerRow { InstanceId = rows.Instance.Id, DueAt = rows.DueAt ?? default };
        if (rows.DueAt is null) sink.Delete(timer);
        else if (rows.DueBefore is null) sink.Insert(timer);
        else sink.Update(timer, TimerColumns);
    }

    private string[] Columns()
    {
        if (rows.Instance.IsDeleted) return InstanceColumnsOnDelete;
        return rows.CorrelationChanged ? InstanceColumnsWithCorrelation : InstanceColumns;
    }
}
