namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Hears of committed bursts, on the committing thread: takes notes and returns at once.</summary>
internal interface ICommitObserver
{
    void Committed(BurstRows rows);

    /// <summary>Something may have been committed without a notice: look into the tables.</summary>
    void LookAgain();
}

/// <summary>Tells timers, outbox and events on this node what was committed, and whether something is under way. Only a shortcut: sweeps find everything too.</summary>
internal sealed class CommitSignals
{
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
    }

    public void LookAgain()
    {
        foreach (var observer in _observers) observer.LookAgain();
    }
}
