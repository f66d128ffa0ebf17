using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Membership;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>Claims and settles outbox rows. All writes go through the pipeline, so they share its transactions.</summary>
internal sealed class OutboxStore(IWorkflowDb store, CommitPipeline pipeline, OutboxQueue queue, INodes nodes, OutboxOptions options, TimeProvider time)
{
    /// <summary>Claims rows that are due and free (or whose lease ran out), as many as there is room for.</summary>
    public async Task<List<OutboxRow>> ClaimAsync(CancellationToken cancellationToken)
    {
        if (queue.Room == 0) return [];
        var now = time.GetUtcNow();
        List<OutboxRow> free;
        await using (var db = store.Open())
        {
            free = await db.Outbox
                .Where(row => row.Status == OutboxStatus.Pending && row.NextAttemptAt <= now && (row.LeaseUntil == null || row.LeaseUntil < now))
                .OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Key).Take(Math.Min(queue.Room, 200)).ToListAsync(cancellationToken);
        }

        var claims = free.Select(async row =>
        {
            var until = time.GetUtcNow() + options.Lease;
            var changed = 0;
            await pipeline.CommitAsync(async db => changed = await db.Outbox
                .Where(stored => stored.Key == row.Key && stored.Status == OutboxStatus.Pending && stored.LeaseUntil == row.LeaseUntil && stored.NextAttemptAt == row.NextAttemptAt)
                .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.LeaseOwner, queue.Owner).SetProperty(stored => stored.LeaseUntil, until)));
            (row.LeaseOwner, row.LeaseUntil) = (queue.Owner, until);
            return changed == 1 ? row : null;
        }).ToList();
        return [.. (await Task.WhenAll(claims)).OfType<OutboxRow>()];
    }

    /// <summary>Earliest next attempt of a pending row that nobody holds, or null.</summary>
    public async Task<DateTimeOffset?> FindNextAttemptAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = store.Open();
        return await db.Outbox.Where(row => row.Status == OutboxStatus.Pending && (row.LeaseUntil == null || row.LeaseUntil < now))
            .OrderBy(row => row.NextAttemptAt).Select(row => (DateTimeOffset?)row.NextAttemptAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Removes a row that is done.</summary>
    public Task DeleteAsync(OutboxRow row) => pipeline.CommitAsync(db => Mine(db, row).ExecuteDeleteAsync());

    /// <summary>Notes a failure and frees the row for its next attempt.</summary>
    public Task RetryLaterAsync(OutboxRow row, DateTimeOffset nextAttemptAt, string error) => pipeline.CommitAsync(db => Mine(db, row)
        .ExecuteUpdateAsync(set => set
            .SetProperty(stored => stored.Attempts, row.Attempts + 1)
            .SetProperty(stored => stored.NextAttemptAt, nextAttemptAt)
            .SetProperty(stored => stored.LastError, error)
            .SetProperty(stored => stored.LeaseOwner, (string?)null)
            .SetProperty(stored => stored.LeaseUntil, (DateTimeOffset?)null)));

    /// <summary>Sets a row aside for an operator.</summary>
    public Task ParkAsync(OutboxRow row, int attempts, string error) => pipeline.CommitAsync(db => Mine(db, row)
        .ExecuteUpdateAsync(set => set
            .SetProperty(stored => stored.Status, OutboxStatus.Parked)
            .SetProperty(stored => stored.Attempts, attempts)
            .SetProperty(stored => stored.LastError, error)
            .SetProperty(stored => stored.LeaseOwner, (string?)null)
            .SetProperty(stored => stored.LeaseUntil, (DateTimeOffset?)null)));

    /// <summary>Frees a row without counting an attempt.</summary>
    public Task ReleaseAsync(OutboxRow row) => pipeline.CommitAsync(db => Mine(db, row)
        .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.LeaseOwner, (string?)null).SetProperty(stored => stored.LeaseUntil, (DateTimeOffset?)null)));

    /// <summary>Makes a parked row pending again, with its key.</summary>
    /// <returns>False when there is no such parked row.</returns>
    public async Task<bool> SendAgainAsync(string key)
    {
        var now = time.GetUtcNow();
        var changed = 0;
        await pipeline.CommitAsync(async db => changed = await db.Outbox
            .Where(row => row.Key == key && row.Status == OutboxStatus.Parked)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Status, OutboxStatus.Pending)
                .SetProperty(row => row.Attempts, 0)
                .SetProperty(row => row.Round, row => row.Round + 1)
                .SetProperty(row => row.NextAttemptAt, now)));
        return changed == 1;
    }

    /// <summary>Puts a copy with a new key in the place of a parked row.</summary>
    /// <returns>The new key; null when there is no such parked row.</returns>
    public async Task<string?> SendAsNewAsync(string key)
    {
        OutboxRow? parked;
        await using (var db = store.Open()) parked = await db.Outbox.FirstOrDefaultAsync(row => row.Key == key && row.Status == OutboxStatus.Parked);
        if (parked is null) return null;

        // Derived, so that two operators at the same time make one message: the second finds the key taken.
        var copy = new OutboxRow
        {
            Key = DerivedIds.Of("again", $"{key}\n{parked.Round}"),
            InstanceId = parked.InstanceId,
            Kind = parked.Kind,
            Payload = parked.Payload,
            Answered = parked.Answered,
            NextAttemptAt = time.GetUtcNow(),
        };
        await pipeline.CommitAsync(async db =>
        {
            if (await db.Outbox.Where(row => row.Key == key && row.Status == OutboxStatus.Parked).ExecuteDeleteAsync() == 1) db.Outbox.Add(copy);
        });
        return copy.Key;
    }

    /// <summary>Deletes a parked row.</summary>
    public Task DropParkedAsync(string key) =>
        pipeline.CommitAsync(db => db.Outbox.Where(row => row.Key == key && row.Status == OutboxStatus.Parked).ExecuteDeleteAsync());

    /// <summary>Frees what dead owners hold.</summary>
    /// <returns>Number of rows that are free now.</returns>
    public async Task<int> TakeOverAsync()
    {
        List<string> owners;
        await using (var db = store.Open()) owners = await db.Outbox.Where(row => row.LeaseOwner != null && row.LeaseOwner != queue.Owner).Select(row => row.LeaseOwner!).Distinct().ToListAsync();
        if (owners.Count == 0) return 0;
        var dead = owners.Except(await nodes.FindLivingAsync(), StringComparer.Ordinal).ToList();
        if (dead.Count == 0) return 0;
        var freed = 0;
        await pipeline.CommitAsync(async db => freed = await db.Outbox.Where(row => dead.Contains(row.LeaseOwner!))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseOwner, (string?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)));
        return freed;
    }

    // The lease is the fencing token: a node whose lease was taken over, or whose row gave way to a new attempt, touches nothing.
    private IQueryable<OutboxRow> Mine(WorkflowDbContext db, OutboxRow row) =>
        db.Outbox.Where(stored => stored.Key == row.Key && stored.LeaseOwner == queue.Owner && stored.LeaseUntil == row.LeaseUntil);
}
