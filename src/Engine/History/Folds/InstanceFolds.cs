using System.Collections.Concurrent;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.History.Folds;

/// <summary>
/// Folds of the instances that somebody looks at. A read first takes in the bursts that came since the last one, so it shows
/// everything that is committed; the least recently read folds go when there are too many. Thread-safe.
/// </summary>
public sealed class InstanceFolds(IWorkflowDb db, IWorkflowGraphs graphs)
{
    private const int Capacity = 64;
    private const int Batch = 200;

    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private long _reads;

    /// <summary>Reads from the fold of an instance. <paramref name="read"/> runs alone: it must be quick and copy what it keeps.</summary>
    /// <returns>Null when there is no such instance.</returns>
    public async Task<T?> ReadAsync<T>(string instanceId, Func<InstanceFold, T> read, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        var slot = _slots.GetOrAdd(instanceId, static id => new Slot(new InstanceFold(id)));
        slot.LastRead = Interlocked.Increment(ref _reads);
        await slot.Turn.WaitAsync(cancellationToken);
        try
        {
            await CatchUpAsync(instanceId, slot.Fold, cancellationToken);
            if (slot.Fold.Burst > 0) return read(slot.Fold);
        }
        finally
        {
            slot.Turn.Release();
        }

        _slots.TryRemove(KeyValuePair.Create(instanceId, slot));
        return null;
    }

    /// <summary>The instance that an execution id names: <c>{instance}-{burst}-{n}</c>. Null when it is none.</summary>
    public static string? InstanceOf(string executionId)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        var last = executionId.LastIndexOf('-');
        var burst = last <= 0 ? -1 : executionId.LastIndexOf('-', last - 1);
        return burst <= 0 ? null : executionId[..burst];
    }

    private async Task CatchUpAsync(string instanceId, InstanceFold fold, CancellationToken cancellationToken)
    {
        await using var context = db.Open();
        while (true)
        {
            var rows = await context.Journal.Where(row => row.InstanceId == instanceId && row.Sequence > fold.Burst)
                .OrderBy(row => row.Sequence).Take(Batch).ToListAsync(cancellationToken);
            foreach (var row in rows) fold.Apply(row, row.Payload(), await FindGraphAsync(row.ContentHash, cancellationToken));
            if (rows.Count < Batch) break;
        }

        while (_slots.Count > Capacity && _slots.MinBy(slot => slot.Value.LastRead) is { Value: not null } oldest && oldest.Key != instanceId)
        {
            _slots.TryRemove(oldest);
        }
    }

    /// <summary>A content that makes no graph any more still has a history: it is told without names.</summary>
    private async ValueTask<WorkflowGraph?> FindGraphAsync(string contentHash, CancellationToken cancellationToken)
    {
        try
        {
            return await graphs.GetAsync(contentHash, cancellationToken);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidDataException)
        {
            return null;
        }
    }

    // The semaphore is used without its wait handle, so there is nothing to dispose.
    private sealed record Slot(InstanceFold Fold)
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public long LastRead { get; set; }
    }
}
