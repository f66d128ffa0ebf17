using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>What an operator sees of the outbox and can do about it.</summary>
public sealed class OutboxControl
{
    private readonly IWorkflowDb _db;
    private readonly OutboxStore _store;
    private readonly OutboxDispatcher _dispatcher;

    internal OutboxControl(IWorkflowDb db, OutboxStore store, OutboxDispatcher dispatcher) => (_db, _store, _dispatcher) = (db, store, dispatcher);

    /// <summary>Undelivered effects, of one instance or of all, nearest attempt first.</summary>
    public async Task<IReadOnlyList<OutboxRow>> ListAsync(
        string? instanceId, OutboxStatus? status, int limit = 100, CancellationToken cancellationToken = default)
    {
        await using var db = _db.Open();
        return await db.Outbox
            .Where(row => (instanceId == null || row.InstanceId == instanceId) && (status == null || row.Status == status))
            .OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Key).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>One undelivered effect, or null.</summary>
    public async Task<OutboxRow?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var db = _db.Open();
        return await db.Outbox.FirstOrDefaultAsync(row => row.Key == key, cancellationToken);
    }

    /// <summary>Rows were added from outside of a burst: delivers them now, not at the next sweep.</summary>
    public void LookAgain() => _dispatcher.LookAgain();

    /// <summary>Takes away a parked effect whose place another one has taken.</summary>
    public Task DropParkedAsync(string key) => _store.DropParkedAsync(key);

    /// <summary>As <see cref="SendAgainAsync(string)"/>, or as a new message with a key of its own, which no receiver has seen.</summary>
    /// <returns>The key that it has now; null when no parked effect has this key.</returns>
    public async Task<string?> SendAgainAsync(string key, bool asNew)
    {
        if (!asNew) return await SendAgainAsync(key) ? key : null;
        if (await _store.SendAsNewAsync(key) is not { } newKey) return null;
        _dispatcher.LookAgain();
        return newKey;
    }

    /// <summary>
    /// Sends a parked effect again, with its key and a fresh count of attempts. For an answered effect whose failure the instance has
    /// heard, retry the incident instead: that makes the instance wait again.
    /// </summary>
    /// <returns>False when no parked effect has this key.</returns>
    public async Task<bool> SendAgainAsync(string key)
    {
        if (!await _store.SendAgainAsync(key)) return false;
        _dispatcher.LookAgain();
        return true;
    }
}
