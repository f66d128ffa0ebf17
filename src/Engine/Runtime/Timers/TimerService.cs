using System.Collections.Concurrent;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime.Timers;

/// <summary>
/// Wakes instances whose timers are due. Timers committed on this node are known at once; the sweep finds the others and what
/// a stopped node left. Waking an instance that has nothing due does nothing, so finding a timer twice is harmless.
/// </summary>
internal sealed partial class TimerService : ICommitObserver
{
    private const int MaxRetryFactor = 128;

    private readonly IWorkflowDb _db;
    private readonly IWorkflowInstances _instances;
    private readonly IBusinessClock _clock;
    private readonly TimerOptions _options;
    private readonly ILogger<TimerService> _logger;
    private readonly TimerHeap _heap = new();
    private readonly WakeUp _wakeUp;

    // Instances whose timers could not run, with the number of failures: tried again ever more rarely, and left out of the sweep, so
    // that they never fill its batch and keep others from their turn.
    private readonly ConcurrentDictionary<string, int> _failing = new(StringComparer.Ordinal);
    private int _running;
    private int _sweepSoon = 1;

    // Where a look that filled its batch ended, in ticks: behind it there are more that this node may not know.
    private long _frontier = long.MaxValue;

    public TimerService(
        IWorkflowDb db, IWorkflowInstances instances, CommitSignals signals, IBusinessClock clock, TimeProvider time, TimerOptions options,
        ILogger<TimerService> logger)
    {
        (_db, _instances, _clock, _options, _logger) = (db, instances, clock, options, logger);
        _wakeUp = new WakeUp(time);
        signals.Subscribe(this);
    }

    /// <summary>Instances whose timers are being run, or wait for their turn.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Timers held in memory.</summary>
    public int Held => _heap.Count;

    /// <summary>True when a timer in memory is due and not yet taken.</summary>
    public bool HasDue => _heap.NextDue <= _clock.Now;

    public void Committed(BurstRows rows)
    {
        if (rows.DueAt is { } due && rows.DueAt != rows.DueBefore && due <= _clock.Now + _options.Horizon && _heap.Add(rows.Instance.Id, due)) _wakeUp.Set();
    }

    public void LookAgain()
    {
        // The next sweep finds what was missed; timers need no hurry beyond that.
    }

    /// <summary>Looks into the table as soon as the loop gets to it: another node's timers may be without a watcher.</summary>
    public void SweepSoon()
    {
        Interlocked.Exchange(ref _sweepSoon, 1);
        _wakeUp.Set();
    }

    /// <summary>The business clock jumped: what was far may be due.</summary>
    public void ClockMoved() => _wakeUp.Set();

    /// <summary>Due time of the nearest stored timer, or null when there is none.</summary>
    public async Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default)
    {
        await using var db = _db.Open();
        return await db.Timers.OrderBy(timer => timer.DueAt).Select(timer => (DateTimeOffset?)timer.DueAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Takes the nearest stored timers into memory, past-due ones included.</summary>
    /// <returns>True when there may be more of them.</returns>
    public async Task<bool> SweepAsync(CancellationToken cancellationToken = default)
    {
        var horizon = _clock.Now + _options.Horizon;
        var failing = _failing.Keys.Take(_options.Batch).ToList();
        await using var db = _db.Open();
        var timers = await db.Timers.Where(timer => timer.DueAt <= horizon && !failing.Contains(timer.InstanceId)).OrderBy(timer => timer.DueAt).Take(_options.Batch).ToListAsync(cancellationToken);
        foreach (var timer in timers) _heap.Add(timer.InstanceId, timer.DueAt);
        if (timers.Count > 0) _wakeUp.Set();
        var isFull = timers.Count == _options.Batch;
        Volatile.Write(ref _frontier, isFull ? timers[^1].DueAt.UtcTicks : long.MaxValue);
        return isFull;
    }

    /// <summary>Runs what is due now, in capped batches, until nothing is. For tests and for the loop.</summary>
    /// <returns>How many timers ran.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken = default)
    {
        var ran = 0;
        while (TakeDue() is { Count: > 0 } due)
        {
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = _options.Concurrency, TaskScheduler = TaskScheduler.Current, CancellationToken = cancellationToken },
                async (instanceId, _) => Interlocked.Add(ref ran, await RunAsync(instanceId)));
        }

        return ran;
    }

    /// <summary>Sleeps until the next due time, runs, and again. A full table is taken batch by batch, each before the next.</summary>
    public async Task RunLoopAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var looks = Interlocked.Exchange(ref _sweepSoon, 0) == 1 || IsBehindFrontier;
                if (looks) await SweepAsync(cancellationToken);

                // A whole batch of timers that do not run must not keep the loop turning: the next sweep tries them again.
                if (await RunDueAsync(cancellationToken) == 0 && looks && IsBehindFrontier) Volatile.Write(ref _frontier, long.MaxValue);
                if (IsBehindFrontier) continue;
                await _wakeUp.SleepAsync(NextLook() - _clock.Now, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogLoopFailed(_logger, e);
                await _wakeUp.SleepAsync(_options.RetryDelay, cancellationToken);
                Interlocked.Exchange(ref _sweepSoon, 1);
            }
        }
    }

    private bool IsBehindFrontier => _clock.Now.UtcTicks >= Volatile.Read(ref _frontier);

    private DateTimeOffset? NextLook()
    {
        var frontier = Volatile.Read(ref _frontier);
        if (frontier == long.MaxValue) return _heap.NextDue;
        var end = new DateTimeOffset(frontier, TimeSpan.Zero);
        return _heap.NextDue is { } due && due < end ? due : end;
    }

    private List<string> TakeDue()
    {
        // Counted before they are taken: at no moment does a due timer look as if nothing were to be done.
        Interlocked.Increment(ref _running);
        var due = _heap.TakeDue(_clock.Now, _options.Batch);
        Interlocked.Add(ref _running, due.Count - 1);
        return due;
    }

    private async Task<int> RunAsync(string instanceId)
    {
        try
        {
            var ran = await _instances.RunDueTimersAsync(instanceId, _clock.Now);
            _failing.TryRemove(instanceId, out _);
            return ran;
        }
        catch (Exception e)
        {
            var failures = _failing.AddOrUpdate(instanceId, 1, static (_, before) => before + 1);
            var delay = _options.RetryDelay * Math.Min(Math.Pow(2, failures - 1), MaxRetryFactor);
            LogFailed(_logger, instanceId, failures, delay, e);
            _heap.Add(instanceId, _clock.Now + delay);
            return 0;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Timers of instance {InstanceId} could not run, {Failures} times in a row; they are tried again in {Delay}")]
    private static partial void LogFailed(ILogger logger, string instanceId, int failures, TimeSpan delay, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The timer loop failed and goes on")]
    private static partial void LogLoopFailed(ILogger logger, Exception error);
}
