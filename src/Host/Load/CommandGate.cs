using System.Diagnostics.Metrics;
using GridGov.Workflow.Engine.Runtime.Hosting;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Load;

/// <summary>
/// The node's door for commands: so many are let in at a time, the others are told to come back. An engine that takes everything in makes
/// everybody wait, until all give up and send again; one that sheds keeps its promises to those whom it let in. Thread-safe.
/// </summary>
internal sealed class CommandGate
{
    public const string MeterName = "GridGov.Workflow.Load";
    private readonly EngineLoad _load;
    private readonly LoadOptions _options;
    private readonly TimeProvider _time;
    private readonly Counter<long> _turnedAway;
    private int _inside;
    private long _lastRefusal;

    public CommandGate(EngineLoad load, IOptions<LoadOptions> options, TimeProvider time, IMeterFactory meters)
    {
        (_load, _options, _time) = (load, options.Value, time);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("gridgov.commands.inside", () => Inside, "{command}", "Commands that are worked on");
        _turnedAway = meter.CreateCounter<long>("gridgov.commands.turned_away", "{command}", "Commands that were answered 429");
    }

    /// <summary>Commands that are worked on now; never above the limit.</summary>
    public int Inside => Volatile.Read(ref _inside);

    public TimeSpan RetryAfter => _options.RetryAfter;

    /// <summary>How long ago a command was turned away; null when none was.</summary>
    public TimeSpan? SinceRefusal => Volatile.Read(ref _lastRefusal) is > 0 and var at ? _time.GetElapsedTime(at) : null;

    /// <summary>Lets one command in; whoever gets true calls <see cref="Leave"/> once.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= _options.MaxCommands && _load.PendingCommits < _options.MaxWaitingCommits) return true;
        Leave();
        Volatile.Write(ref _lastRefusal, _time.GetTimestamp());
        _turnedAway.Add(1);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}
