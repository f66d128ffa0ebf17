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
                return new JournalVerdict(instanceId, expected - 1, new JournalFault(instanceId, fault.Sequence, fault.Kind, fault.Reason));
            previous = rows[i].Hash;
        }

        return new JournalVerdict(instanceId, rows.Count, CheckHead(instanceId, instance, rows, previous));
    }

    private static (long Sequence, JournalFaultKind Kind, string Reason)? FindFault(IReadOnlyList<JournalRow> rows, int index, long expected, byte[] previous)
    {
        var row = rows[index];
        if (row.Sequence != expected) return (expected, JournalFaultKind.Deleted, $"Row {expected} is missing; the next row found is {row.Sequence}.");
        var payload = TryUnpack(row);
        var isIntact = payload is { } bytes && Matches(row, row.Sequence, bytes);
        if (isIntact && row.PreviousHash.AsSpan().SequenceEqual(previous)) return null;
        if (isIntact)
        {
            // Sound in itself but not linked to the row before: whoever wrote it did not continue this chain.
            return (expected, JournalFaultKind.Inserted, $"Row {expected} is not a continuation of row {expected - 1}: it was written in its place.");
        }

        return payload is { } found ? Explain(rows, index, expected, found) : (expected, JournalFaultKind.Changed, $"The payload of row {expected} cannot be unpacked.");
    }

    // The row's hash does not cover its content at this place; find out whether it does at another.
    private static (long Sequence, JournalFaultKind Kind, string Reason) Explain(IReadOnlyList<JournalRow> rows, int index, long expected, ReadOnlyMemory<byte> payload)
    {
        var row = rows[index];
        if (Matches(row, expected + 1, payload))
        {
            var swapped = index + 1 < rows.Count && TryUnpack(rows[index + 1]) is { } next && Matches(rows[index + 1], expected, next);
            return swapped
                ? (expected, JournalFaultKind.Swapped, $"Rows {expected} and {expected + 1} have changed places.")
                : (expected, JournalFaultKind.Deleted, $"Row {expected} is missing and the rows after it were renumbered.");
        }

        if (expected > 1 && Matches(row, expected - 1, payload))
            return (expected - 1, JournalFaultKind.Inserted, $"Row {expected - 1} was inserted and the rows after it were renumbered.");

        for (var sequence = 1L; sequence <= rows.Count; sequence++)
        {
            if (Matches(row, sequence, payload))
                return (expected, JournalFaultKind.Swapped, $"At row {expected} stands the row that was written as row {sequence}.");
        }

        return (expected, JournalFaultKind.Changed, $"The content of row {expected} is not the one that its hash was made of.");
    }

    private static JournalFault? CheckHead(string instanceId, InstanceRow? instance, IReadOnlyList<JournalRow> rows, byte[] head)
    {
        if (instance is null)
            return new JournalFault(instanceId, 0, JournalFaultKind.Missing, $"The journal has {rows.Count} rows but the instance is gone.");
        if (rows.Count < instance.Burst)
            return new JournalFault(instanceId, rows.Count + 1, JournalFaultKind.Truncated, $"The instance counts {instance.Burst} bursts but the journal ends at row {rows.Count}.");
        if (rows.Count > instance.Burst)
            return new JournalFault(instanceId, instance.Burst + 1, JournalFaultKind.Inserted, $"The instance counts {instance.Burst} bursts but the journal goes on to row {rows.Count}.");
        if (!instance.HeadHash.AsSpan().SequenceEqual(head))
            return new JournalFault(instanceId, rows.Count, JournalFaultKind.HeadDiffers, $"The instance names another hash for its last row, {rows.Count}, than the journal has.");
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

        return new JournalFault(instanceId, rows.Count, JournalFaultKind.StateChanged, $"The stored state is not the one that burst {rows.Count} made.");
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
