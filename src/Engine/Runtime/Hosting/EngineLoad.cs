using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Runtime.Timers;
using GridGov.Workflow.Engine.Runtime.Triggers;

namespace GridGov.Workflow.Engine.Runtime.Hosting;

/// <summary>What the engine is doing on this node, for health pages and for a virtual business clock that moves on when nothing runs.</summary>
public sealed class EngineLoad
{
    private readonly CommitPipeline _pipeline;
    private readonly OutboxQueue _outbox;
    private readonly EventMatcher _matcher;
    private readonly TimerService _timers;
    private readonly TriggerAlarm _alarm;
    private readonly CommitSignals _signals;

    internal EngineLoad(CommitPipeline pipeline, OutboxQueue outbox, EventMatcher matcher, TimerService timers, TriggerAlarm alarm, CommitSignals signals) =>
        (_pipeline, _outbox, _matcher, _timers, _alarm, _signals) = (pipeline, outbox, matcher, timers, alarm, signals);

    /// <summary>Works waiting to be written or being written.</summary>
    public int PendingCommits => _pipeline.Pending;

    /// <summary>Effects claimed by this node and not yet settled.</summary>
    public int PendingEffects => _outbox.Held;

    /// <summary>Events and waits still to be matched.</summary>
    public int PendingEvents => _matcher.Pending;

    /// <summary>Timers held in memory.</summary>
    public int HeldTimers => _timers.Held;

    /// <summary>Transactions and works committed since the start.</summary>
    public (long Groups, long Works) Committed => (_pipeline.Groups, _pipeline.Works);

    /// <summary>Instances that handle a stimulus now.</summary>
    public int Turns => _signals.Turns;

    /// <summary>True when nothing is being written, delivered, matched or run, and no timer in memory is due.</summary>
    public bool IsIdle =>
        Turns == 0 && PendingCommits == 0 && PendingEffects == 0 && PendingEvents == 0 && _timers.Running == 0 && !_timers.HasDue;

    /// <summary>Due time of the nearest stored timer, or null.</summary>
    public Task<DateTimeOffset?> FindNextTimerAsync(CancellationToken cancellationToken = default) => _timers.FindNextDueAsync(cancellationToken);

    /// <summary>To be called when the business clock jumped: timers and timed starts look again at once.</summary>
    public async Task ClockMovedAsync(CancellationToken cancellationToken = default)
    {
        await _timers.SweepAsync(cancellationToken);
        _timers.ClockMoved();
        _alarm.LookAgain();
    }
}
