using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Hears of committed bursts, on the committing thread: takes notes and returns at once.</summary>
internal interface ICommitObserver
{
    void Committed(BurstRows rows);

    /// <summary>Something may have been committed without a notice: look into the tables.</summary>
    void LookAgain();
}

/// <summary>Tells timers, outbox and events on this node what was committed, screens on the others too, and whether something is under way. Only a shortcut: sweeps find everything too.</summary>
internal sealed partial class CommitSignals(
    IEnumerable<IBurstObserver>? watchers = null, IClusterSignals? cluster = null, ILogger<CommitSignals>? logger = null)
{
    private readonly IBurstObserver[] _watchers = [.. watchers ?? []];
    private readonly ILogger _logger = logger ?? NullLogger<CommitSignals>.Instance;
    private volatile ICommitObserver[] _observers = [];
    private readonly Lock _lock = new();
    private int _turns;

    /// <summary>Turns of instances that run now; what they commit is signalled before they end.</summary>
    public int Turns => Volatile.Read(ref _turns);

    public void TurnBegins() => Interlocked.Increment(ref _turns);

    public void TurnEnds() => Interlocked.Decrement(ref _turns);

    public void Subscribe(ICommitObserver observer)
    {
        lock (_lock) _observers = [.. _observers, observer];
    }

    public void Committed(BurstRows rows)
    {
        foreach (var observer in _observers) observer.Committed(rows);
        if (_watchers.Length > 0) Tell(rows.Journal);
        cluster?.Send(ClusterTopics.Instance, rows.Journal.InstanceId);
    }

    public void LookAgain()
    {
        foreach (var observer in _observers) observer.LookAgain();
    }

    private void Tell(Persistence.JournalRow row)
    {
        var burst = new CommittedBurst(row.InstanceId, row.Sequence, row.Status, row.SubStatus);
        foreach (var watcher in _watchers)
        {
            try
            {
                watcher.Committed(burst);
            }
            catch (Exception e)
            {
                // The burst is committed whatever a screen makes of it.
                LogWatcherFailed(_logger, watcher.GetType().Name, burst.InstanceId, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Observer} failed on a committed burst of instance {InstanceId}")]
    private static partial void LogWatcherFailed(ILogger logger, string observer, string instanceId, Exception error);
}
