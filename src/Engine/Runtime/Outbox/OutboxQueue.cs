using System.Threading.Channels;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>
/// Claimed effects waiting for delivery on this node. A burst's own effects are stored already claimed by their node while
/// there is room here, which saves the claim; without room they are stored free and the sweep finds them.
/// </summary>
internal sealed class OutboxQueue(OutboxOptions options, NodeIdentity node, TimeProvider time)
{
    private readonly Channel<OutboxRow> _claimed = Channel.CreateUnbounded<OutboxRow>();
    private int _held;

    public ChannelReader<OutboxRow> Claimed => _claimed.Reader;

    /// <summary>Name under which this process claims.</summary>
    public string Owner => node.Id;

    public int Held => Volatile.Read(ref _held);
    public int Room => Math.Max(0, options.Capacity - Held);

    /// <summary>The row of a new effect, claimed when there is room.</summary>
    public OutboxRow ToRow(string instanceId, Effect effect, int round = 0)
    {
        var now = time.GetUtcNow();
        var claimed = Room > 0;
        return new OutboxRow
        {
            Key = effect.Key,
            InstanceId = instanceId,
            Kind = effect.Kind,
            Payload = effect.Payload.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "null" : effect.Payload.GetRawText(),
            Answered = effect.Answered,
            Round = round,
            NextAttemptAt = now,
            LeaseOwner = claimed ? Owner : null,
            LeaseUntil = claimed ? now + options.Lease : null,
        };
    }

    /// <summary>Takes rows that are committed as claimed by this node.</summary>
    public void Add(OutboxRow row)
    {
        Interlocked.Increment(ref _held);
        _claimed.Writer.TryWrite(row);
    }

    /// <summary>A claimed row was dealt with.</summary>
    public void Release() => Interlocked.Decrement(ref _held);

    /// <summary>True when enough of the lease is left for a whole attempt.</summary>
    public bool MayDeliver(OutboxRow row) =>
        string.Equals(row.LeaseOwner, Owner, StringComparison.Ordinal) && row.LeaseUntil >= time.GetUtcNow() + options.AttemptTimeout;
}
