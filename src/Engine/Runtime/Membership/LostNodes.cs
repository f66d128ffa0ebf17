using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Runtime.Timers;
using GridGov.Workflow.Engine.Runtime.Triggers;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>
/// Takes over, at its start and whenever a node is declared dead, what the dead left: effects that it had claimed, timers that it watched, events that it had
/// not matched, notices that it had not made. Every node does so; work found twice is done once, by its claim or its stimulus id.
/// </summary>
internal sealed partial class LostNodes(
    IClusterMembershipService membership, ILocalSiloDetails self, OutboxStore outbox, OutboxDispatcher dispatcher, TimerService timers, EventMatcher matcher,
    TriggerAlarm alarm, Lazy<IEnumerable<INodeLossObserver>> observers, TimeProvider time, ILogger<LostNodes> logger)
{
    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HashSet<SiloAddress> _known = [];

    public async Task WatchLoopAsync(CancellationToken cancellationToken)
    {
        // The start takes over from everybody who is dead by now; who dies after this moment is seen below.
        foreach (var silo in Dead(membership.CurrentSnapshot)) _known.Add(silo);
        await TakeOverAsync(isFirst: false, cancellationToken);
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(cancellationToken))
        {
            var lost = Dead(snapshot).Where(_known.Add).ToList();
            if (lost.Count == 0) continue;
            LogLost(logger, string.Join(", ", lost));
            await TakeOverAsync(IsFirst(snapshot), cancellationToken);
        }
    }

    private static IEnumerable<SiloAddress> Dead(ClusterMembershipSnapshot snapshot) =>
        snapshot.Members.Values.Where(member => member.Status == SiloStatus.Dead).Select(member => member.SiloAddress);

    // What is too much for every node to do is the affair of the first of the living; should it die as well, there is a next first one.
    private bool IsFirst(ClusterMembershipSnapshot snapshot) =>
        !snapshot.Members.Values.Any(member => member.Status == SiloStatus.Active && member.SiloAddress.CompareTo(self.SiloAddress) < 0);

    private async Task TakeOverAsync(bool isFirst, CancellationToken cancellationToken)
    {
        timers.SweepSoon();
        alarm.LookAgain();
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                if (await outbox.TakeOverAsync() > 0) dispatcher.LookAgain();
                await matcher.SweepAsync(cancellationToken);
                if (isFirst) foreach (var observer in observers.Value) observer.NodeLost();
                return;
            }
            catch (Exception e) when (e.IsFaultUnder(cancellationToken))
            {
                LogFailed(logger, attempt, e);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost nodes: {Nodes}; their work is taken over")]
    private static partial void LogLost(ILogger logger, string nodes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Taking over failed, try {Attempt}; at the latest it is done when leases end and by the next sweep")]
    private static partial void LogFailed(ILogger logger, int attempt, Exception error);
}
