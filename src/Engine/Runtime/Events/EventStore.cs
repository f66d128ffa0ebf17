using System.Linq.Expressions;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Events;

/// <summary>Reads and writes of events and waits. A correlation id on the event is a filter for waits; without one any wait fits.</summary>
internal sealed class EventStore(IWorkflowDb store, CommitPipeline pipeline, EventOptions options, TimeProvider time)
{
    /// <summary>Stores an event from outside; a repeat of the same id is a no-op.</summary>
    /// <returns>False when it was there already.</returns>
    public async Task<bool> AddAsync(EventRow row)
    {
        try
        {
            row.CommittedAt = time.GetUtcNow();
            await pipeline.CommitAsync(db =>
            {
                db.Entry(row).State = EntityState.Added;
                return Task.CompletedTask;
            });
            return true;
        }
        catch (Exception e) when (e is CommitUnknownException or CommitFailedException { IsUnavailable: false })
        {
            if (await FindAsync(row.Id) is null) throw;
            return false;
        }
    }

    public async Task<EventRow?> FindAsync(string eventId)
    {
        await using var db = store.Open();
        return await db.Events.FirstOrDefaultAsync(row => row.Id == eventId);
    }

    /// <summary>Waits that may take the event.</summary>
    public async Task<List<EventWaitRow>> FindWaitsAsync(EventRow published)
    {
        await using var db = store.Open();
        return await db.EventWaits.Where(Fits(published)).ToListAsync();
    }

    /// <summary>Recent events that nobody took yet and this wait may take, oldest first.</summary>
    public async Task<List<EventRow>> FindUntakenAsync(EventWaitRow wait)
    {
        var since = time.GetUtcNow() - options.Window;
        await using var db = store.Open();
        return await db.Events
            .Where(row => row.Hash == wait.Hash && !row.Matched && row.CommittedAt >= since
                && (row.CorrelationId == null || row.CorrelationId == wait.CorrelationId)
                && (row.LocalInstanceId == null || row.LocalInstanceId == wait.InstanceId))
            .OrderBy(row => row.CommittedAt).ThenBy(row => row.Id).Take(options.Batch).ToListAsync();
    }

    /// <summary>Recent events that nobody took although a wait fits now: what a stopped node left undone.</summary>
    public async Task<List<EventRow>> FindMatchableAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - options.Window;
        await using var db = store.Open();
        return await db.Events
            .Where(row => !row.Matched && row.CommittedAt >= since
                && (db.EventWaits.Any(wait => wait.Hash == row.Hash
                        && (row.CorrelationId == null || row.CorrelationId == wait.CorrelationId)
                        && (row.LocalInstanceId == null || row.LocalInstanceId == wait.InstanceId))
                    || (row.LocalInstanceId == null && db.Triggers.Any(trigger => trigger.Hash == row.Hash))))
            .OrderBy(row => row.CommittedAt).ThenBy(row => row.Id).Take(options.Batch).ToListAsync(cancellationToken);
    }

    /// <summary>Start triggers that the event fires.</summary>
    public async Task<List<TriggerRow>> FindTriggersAsync(EventRow published)
    {
        if (published.LocalInstanceId is not null) return [];
        await using var db = store.Open();
        return await db.Triggers.Where(row => row.Hash == published.Hash && row.Kind == StartTriggerKind.Event).ToListAsync();
    }

    public Task MarkMatchedAsync(string eventId) => pipeline.CommitAsync(db => db.Events
        .Where(row => row.Id == eventId && !row.Matched).ExecuteUpdateAsync(set => set.SetProperty(row => row.Matched, true)));

    /// <summary>Removes a batch of old events.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Retention;
        List<string> old;
        await using (var db = store.Open())
            old = await db.Events.Where(row => row.CommittedAt < before).Select(row => row.Id).Take(options.Batch).ToListAsync(cancellationToken);
        if (old.Count > 0) await pipeline.CommitAsync(db => db.Events.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(CancellationToken.None));
    }

    private static Expression<Func<EventWaitRow, bool>> Fits(EventRow published)
    {
        var (hash, correlation, local) = (published.Hash, published.CorrelationId, published.LocalInstanceId);
        return wait => wait.Hash == hash && (correlation == null || wait.CorrelationId == correlation) && (local == null || wait.InstanceId == local);
    }
}
