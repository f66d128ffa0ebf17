using System.Security.Cryptography;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>Walks the rows of one instance in order and finds the first that does not fit. Pure.</summary>
internal static class ChainCheck
{
    /// <param name="rows">All rows of the instance, ordered by sequence.</param>
    /// <param name="instance">The instance row, or null when it is gone.</param>
    public static JournalVerdict Check(string instanceId, InstanceRow? instance, IReadOnlyList<JournalRow> rows)
    {
        var previous = HashChain.Origin;
        var expected = 1L;
        for (var i = 0; i < rows.Count; i++, expected++)
        {
            if (FindFault(rows, i, expected, previous) is { } fault)
                return new JournalVerdict(instanceId, expected - 1, JournalFault.Of(instanceId, fault.Sequence, fault.Kind, fault.Reason));
            previous = rows[i].Hash;
        }

        return new JournalVerdict(instanceId, rows.Count, CheckHead(instanceId, instance, rows, previous));
    }

    private static (long Sequence, JournalFaultKind Kind, AuditReason Reason)? FindFault(IReadOnlyList<JournalRow> rows, int index, long expected, byte[] previous)
    {
        var row = rows[index];
        if (row.Sequence != expected) return (expected, JournalFaultKind.Deleted, AuditReason.Of("row.missing", expected, row.Sequence));
        var payload = TryUnpack(row);
        var isIntact = payload is { } bytes && Matches(row, row.Sequence, bytes);
        if (isIntact && row.PreviousHash.AsSpan().SequenceEqual(previous)) return null;
        if (isIntact)
        {
            // Sound in itself but not linked to the row before: whoever wrote it did not continue this chain.
            return (expected, JournalFaultKind.Inserted, AuditReason.Of("row.replaced", expected, expected - 1));
        }

        return payload is { } found ? Explain(rows, index, expected, found) : (expected, JournalFaultKind.Changed, AuditReason.Of("row.unreadable", expected));
    }

    // The row's hash does not cover its content at this place; find out whether it does at another.
    private static (long Sequence, JournalFaultKind Kind, AuditReason Reason) Explain(IReadOnlyList<JournalRow> rows, int index, long expected, ReadOnlyMemory<byte> payload)
    {
        var row = rows[index];
        if (Matches(row, expected + 1, payload))
        {
            var swapped = index + 1 < rows.Count && TryUnpack(rows[index + 1]) is { } next && Matches(rows[index + 1], expected, next);
            return swapped
                ? (expected, JournalFaultKind.Swapped, AuditReason.Of("row.swapped", expected, expected + 1))
                : (expected, JournalFaultKind.Deleted, AuditReason.Of("row.removed", expected));
        }

        if (expected > 1 && Matches(row, expected - 1, payload))
            return (expected - 1, JournalFaultKind.Inserted, AuditReason.Of("row.inserted", expected - 1));

        for (var sequence = 1L; sequence <= rows.Count; sequence++)
        {
            if (Matches(row, sequence, payload))
                return (expected, JournalFaultKind.Swapped, AuditReason.Of("row.moved", expected, sequence));
        }

        return (expected, JournalFaultKind.Changed, AuditReason.Of("row.changed", expected));
    }

    private static JournalFault? CheckHead(string instanceId, InstanceRow? instance, IReadOnlyList<JournalRow> rows, byte[] head)
    {
        if (instance is null)
            return JournalFault.Of(instanceId, 0, JournalFaultKind.Missing, AuditReason.Of("instance.gone", rows.Count));
        if (rows.Count < instance.Burst)
            return JournalFault.Of(instanceId, rows.Count + 1, JournalFaultKind.Truncated, AuditReason.Of("journal.short", instance.Burst, rows.Count));
        if (rows.Count > instance.Burst)
            return JournalFault.Of(instanceId, instance.Burst + 1, JournalFaultKind.Inserted, AuditReason.Of("journal.long", instance.Burst, rows.Count));
        if (!instance.HeadHash.AsSpan().SequenceEqual(head))
            return JournalFault.Of(instanceId, rows.Count, JournalFaultKind.HeadDiffers, AuditReason.Of("head.differs", rows.Count));
        return CheckState(instanceId, instance, rows);
    }

    private static JournalFault? CheckState(string instanceId, InstanceRow instance, IReadOnlyList<JournalRow> rows)
    {
        try
        {
            var hash = SHA256.HashData(Packing.Unpack(instance.State).Span);
            if (rows.Count > 0 && hash.AsSpan().SequenceEqual(rows[^1].StateHash)) return null;
        }
        catch (InvalidDataException)
        {
            // Reported below: damaged is changed.
        }

        return JournalFault.Of(instanceId, rows.Count, JournalFaultKind.StateChanged, AuditReason.Of("state.changed", rows.Count));
    }

    private static bool Matches(JournalRow row, long sequence, ReadOnlyMemory<byte> payload) =>
        HashChain.Hash(row, sequence, payload.Span).AsSpan().SequenceEqual(row.Hash);

    private static ReadOnlyMemory<byte>? TryUnpack(JournalRow row)
    {
        try
        {
            return Packing.Unpack(row.Payload);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
