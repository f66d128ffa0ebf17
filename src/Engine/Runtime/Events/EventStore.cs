using System.Linq.Expressions;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Events;

/// <summary>Reads and writes of events and waits. A correlation id on the event is a filter for waits; without one any wait fits.</summary>
internal sealed class EventStore(IWorkflowDb store, CommitPipeline pipeline, EventOptions options, TimeProvider time)
{
    // Younger events are still in the matcher's hands on some node.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);

    private const int MaxTries = 3;

    /// <summary>Stores an event from outside; a repeat of the same id is a no-op.</summary>
    /// <returns>False when it was there already.</returns>
    public async Task<bool> AddAsync(EventRow row)
    {
        for (var attempt = 1; ; attempt++)
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
                // Stored by an earlier call, or by this one whose answer was lost: matching it once more does no harm then.
                if (await FindAsync(row.Id) is not null) return e is CommitUnknownException;
                if (e is CommitFailedException || attempt >= MaxTries) throw;
            }
        }
    }

    public async Task<EventRow?> FindAsync(string eventId)
    {
        await using var db = store.Open();
        return await db.Events.FirstOrDefaultAsync(row => row.Id == eventId);
    }

    /// <summary>
    /// Waits that may take the event. One statement reads them together with whether the event was taken already: a list read
    /// while it was not holds no wait that its own delivery brought about.
    /// </summary>
    public async Task<(bool Taken, List<EventWaitRow> Waits)> FindWaitsAsync(EventRow published)
    {
        await using var db = store.Open();
        var found = await db.EventWaits.Where(Fits(published))
            .Select(wait => new { Wait = wait, Taken = db.Events.Any(row => row.Id == published.Id && row.Matched) }).ToListAsync();
        return (found.Exists(item => item.Taken), found.ConvertAll(item => item.Wait));
    }

    /// <summary>True when the instance had taken the event before it stored this wait.</summary>
    public async Task<bool> IsOutcomeOfAsync(EventRow published, EventWaitRow wait)
    {
        var prefix = published.Id + "/";
        await using var db = store.Open();
        return await db.Journal.AnyAsync(row =>
            row.InstanceId == wait.InstanceId && row.Sequence <= wait.Burst && row.Kind == "event" && row.StimulusId.StartsWith(prefix));
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

    /// <summary>Events that are due to have been matched and are not: what a stopped node left undone.</summary>
    /// <param name="after">Where the look before ended: one batch after the other, so that events which fail again and again block none.</param>
    public async Task<List<EventRow>> FindUnsettledAsync(DateTimeOffset after, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - SettlingTime;
        await using var db = store.Open();
        return await db.Events.Where(row => !row.Settled && row.CommittedAt <= before && row.CommittedAt >= after)
            .OrderBy(row => row.CommittedAt).ThenBy(row => row.Id).Take(options.Batch).ToListAsync(cancellationToken);
    }

    /// <summary>Waits without their own look at earlier events would be stuck: those that fit a recent event that nobody took.</summary>
    /// <param name="after">Bookmark id where the look before ended.</param>
    public async Task<List<EventWaitRow>> FindServableWaitsAsync(string after, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - options.Window;
        await using var db = store.Open();
        return await db.EventWaits
            .Where(wait => string.Compare(wait.BookmarkId, after) > 0 && db.Events.Any(row => row.Hash == wait.Hash && !row.Matched && row.CommittedAt >= since
                && (row.CorrelationId == null || row.CorrelationId == wait.CorrelationId)
                && (row.LocalInstanceId == null || row.LocalInstanceId == wait.InstanceId)))
            .OrderBy(wait => wait.BookmarkId).Take(options.Batch).ToListAsync(cancellationToken);
    }

    /// <summary>Start triggers that the event fires.</summary>
    public async Task<List<TriggerRow>> FindTriggersAsync(EventRow published)
    {
        if (published.LocalInstanceId is not null) return [];
        await using var db = store.Open();
        return await db.Triggers.Where(row => row.Hash == published.Hash && row.Kind == StartTriggerKind.Event).ToListAsync();
    }

    /// <param name="started">True when the event started an instance, so that it counts as taken.</param>
    public Task SettleAsync(string eventId, bool started) => pipeline.CommitAsync(db => db.Events.Where(row => row.Id == eventId)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Settled, true).SetProperty(row => row.Matched, row => row.Matched || started)));

    /// <summary>Removes a batch of old events.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Retention;
        List<string> old;
        await using (var db = store.Open())
            old = await db.Events.Where(row => row.CommittedAt < before).OrderBy(row => row.CommittedAt).Select(row => row.Id).Take(options.Batch).ToListAsync(cancellationToken);
        if (old.Count > 0) await pipeline.CommitAsync(db => db.Events.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(CancellationToken.None));
    }

    private static Expression<Func<EventWaitRow, bool>> Fits(EventRow published)
    {
        var (hash, correlation, local) = (published.Hash, published.CorrelationId, published.LocalInstanceId);
        return wait => wait.Hash == hash && (correlation == null || wait.CorrelationId == correlation) && (local == null || wait.InstanceId == local);
    }
}
