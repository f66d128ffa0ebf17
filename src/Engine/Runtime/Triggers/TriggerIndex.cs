using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>What starts instances by itself. The publisher calls it when a definition is published or retracted.</summary>
public sealed class TriggerIndex
{
    private readonly IWorkflowDb _db;
    private readonly CommitPipeline _pipeline;
    private readonly IBusinessClock _clock;
    private Action? _changed;

    internal TriggerIndex(IWorkflowDb db, CommitPipeline pipeline, IBusinessClock clock) => (_db, _pipeline, _clock) = (db, pipeline, clock);

    /// <summary>Called after the triggers of a definition changed, so that alarms are set anew.</summary>
    internal void OnChanged(Action changed) => _changed += changed;

    /// <summary>
    /// Replaces all triggers of a definition in one transaction; an empty list removes them. A timed trigger that is unchanged keeps
    /// its next start.
    /// </summary>
    /// <exception cref="FormatException">An expression is not one of its kind; nothing changed.</exception>
    public async Task ReplaceAsync(
        string definitionId, string contentHash, IReadOnlyList<StartTrigger> triggers, CancellationToken cancellationToken = default)
    {
        // Read the expressions before the transaction: a bad one must not disturb the group that it would be written in.
        foreach (var trigger in triggers) TriggerTimes.Next(trigger.Kind, trigger.Expression, _clock.Now);
        await _pipeline.CommitAsync(db => ReplaceAsync(db, definitionId, contentHash, triggers, CancellationToken.None)).WaitAsync(cancellationToken);
        _changed?.Invoke();
    }

    /// <summary>The same within a transaction of the caller, who saves the context. Alarms follow with the next sweep.</summary>
    internal async Task ReplaceAsync(
        WorkflowDbContext db, string definitionId, string contentHash, IReadOnlyList<StartTrigger> triggers, CancellationToken cancellationToken)
    {
        var now = _clock.Now;
        var stored = await db.Triggers.AsNoTracking().Where(row => row.DefinitionId == definitionId).ToListAsync(cancellationToken);
        var wanted = triggers.Select(trigger => ToRow(definitionId, contentHash, trigger, now)).DistinctBy(row => row.Id).ToDictionary(row => row.Id, StringComparer.Ordinal);
        foreach (var row in stored)
        {
            if (!wanted.Remove(row.Id, out var kept))
            {
                db.Entry(row).State = EntityState.Deleted;
                continue;
            }

            kept.NextAt = row.NextAt;
            db.Entry(kept).State = EntityState.Modified;
        }

        foreach (var row in wanted.Values) db.Entry(row).State = EntityState.Added;
    }

    // The id leaves the content out: publishing a version with the same timer does not start its interval anew.
    private static TriggerRow ToRow(string definitionId, string contentHash, StartTrigger trigger, DateTimeOffset now) => new()
    {
        Id = DerivedIds.Of("trigger", $"{definitionId}|{trigger.ActivityId}|{trigger.Kind}|{trigger.Expression}"),
        DefinitionId = definitionId,
        ContentHash = contentHash,
        ActivityId = trigger.ActivityId,
        Kind = trigger.Kind,
        Expression = trigger.Expression,
        Hash = trigger.Kind == StartTriggerKind.Event ? BookmarkHash.ForEvent(trigger.Expression) : null,
        NextAt = TriggerTimes.Next(trigger.Kind, trigger.Expression, now),
    };
}
