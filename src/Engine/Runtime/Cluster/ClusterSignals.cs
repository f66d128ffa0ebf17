using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>
/// Signals from node to node, without anybody in between who could be lost: each node sends its batch to every other living one, as a
/// message that nobody waits for.
/// </summary>
internal sealed partial class ClusterSignals(TimeProvider time, ILogger<ClusterSignals> logger) : IClusterSignals
{
    private const int Batch = 2000;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<ClusterSignal, byte> _waiting = new();
    private readonly ConcurrentDictionary<string, Action<string>> _heard = new(StringComparer.Ordinal);
    private readonly WakeUp _wakeUp = new(time);
    private volatile IReadOnlyList<SiloAddress> _others = [];

    public void Send(string topic, string key)
    {
        if (_others.Count > 0 && _waiting.TryAdd(new ClusterSignal(topic, key), 0)) _wakeUp.Set();
    }

    public void Subscribe(string topic, Action<string> heard) => _heard.AddOrUpdate(topic, heard, (_, before) => before + heard);

    /// <summary>Takes in what another node sent.</summary>
    public void Hear(IReadOnlyList<ClusterSignal> signals)
    {
        foreach (var signal in signals)
        {
            // A topic that only a newer version knows has nobody here who listens.
            if (!_heard.TryGetValue(signal.Topic, out var heard)) continue;
            try
            {
                heard(signal.Key);
            }
            catch (Exception e)
            {
                LogNotHeard(logger, signal.Topic, signal.Key, e);
            }
        }
    }

    /// <summary>Keeps the list of nodes to tell.</summary>
    public async Task FollowMembersAsync(IClusterMembershipService membership, SiloAddress self, CancellationToken cancellationToken)
    {
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(cancellationToken))
        {
            _others = [.. snapshot.Members.Values
                .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self)).Select(member => member.SiloAddress)];
        }
    }

    /// <summary>Sends what there is, in batches.</summary>
    public async Task SendLoopAsync(Func<SiloAddress, INeighbour> find, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_waiting.IsEmpty) await _wakeUp.SleepAsync(null, cancellationToken);
            await Task.Delay(Gather, time, cancellationToken);
            var batch = _waiting.Keys.Take(Batch).Where(signal => _waiting.TryRemove(signal, out _)).ToArray();
            if (batch.Length == 0) continue;
            foreach (var other in _others)
            {
                try
                {
                    await find(other).HearAsync(batch);
                }
                catch (Exception e) when (e.IsFaultUnder(cancellationToken))
                {
                    LogNotSent(logger, other, e);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signal {Topic} {Key} of another node failed here")]
    private static partial void LogNotHeard(ILogger logger, string topic, string key, Exception error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Node {Node} was not told")]
    private static partial void LogNotSent(ILogger logger, SiloAddress node, Exception error);
}
