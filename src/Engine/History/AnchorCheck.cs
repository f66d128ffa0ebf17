using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>A fault of the anchors themselves.</summary>
/// <param name="Sequence">Number of the anchor.</param>
/// <param name="Reason">What was found and what should be there.</param>
/// <param name="ReasonInChinese">The same for people.</param>
public sealed record AnchorFault(long Sequence, string Reason, string ReasonInChinese)
{
    internal static AnchorFault Of(long sequence, AuditReason reason) => new(sequence, reason.English, reason.Chinese);
}

/// <summary>Checks the chain of anchors and compares it with the file. Pure.</summary>
internal static class AnchorCheck
{
    /// <param name="rows">All anchors of the database, in order.</param>
    /// <param name="isSigned">Whether the signature of an anchor is the key's.</param>
    public static AnchorFault? FindFault(IReadOnlyList<AnchorRow> rows, IReadOnlyList<AnchorLine> file, Func<AnchorRow, bool> isSigned)
    {
        var previous = HashChain.Origin;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Sequence != i + 1) return AnchorFault.Of(i + 1, AuditReason.Of("anchor.missing", i + 1, row.Sequence));
            if (!row.PreviousHash.AsSpan().SequenceEqual(previous)) return AnchorFault.Of(row.Sequence, AuditReason.Of("anchor.unlinked", row.Sequence));
            if (FindFault(row, isSigned) is { } reason) return AnchorFault.Of(row.Sequence, reason);
            if (i < file.Count && file[i] != AnchorLine.Of(row)) return AnchorFault.Of(row.Sequence, AuditReason.Of("anchor.file", row.Sequence));
            previous = row.Hash;
        }

        // The file may be one behind (a crash between the two writes), never ahead.
        if (file.Count > rows.Count) return AnchorFault.Of(rows.Count + 1, AuditReason.Of("anchor.database-short", file.Count, rows.Count));
        if (file.Count < rows.Count - 1) return AnchorFault.Of(file.Count + 1, AuditReason.Of("anchor.file-short", rows.Count, file.Count));
        return null;
    }

    private static AuditReason? FindFault(AnchorRow row, Func<AnchorRow, bool> isSigned)
    {
        if (!AnchorHash.Of(row).AsSpan().SequenceEqual(row.Hash)) return AuditReason.Of("anchor.changed", row.Sequence);
        if (!isSigned(row)) return AuditReason.Of("anchor.unsigned", row.Sequence);
        try
        {
            var leaves = AnchorLeaves.Read(row.Leaves);
            if (leaves.Count == row.Heads && MerkleTree.Root(leaves).AsSpan().SequenceEqual(row.Root)) return null;
        }
        catch (InvalidDataException)
        {
            // Damaged heads are reported like changed ones.
        }

        return AuditReason.Of("anchor.heads", row.Sequence);
    }
}
