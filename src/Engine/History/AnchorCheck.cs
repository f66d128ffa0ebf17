using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>A fault of the anchors themselves.</summary>
/// <param name="Sequence">Number of the anchor.</param>
public sealed record AnchorFault(long Sequence, string Reason);

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
            if (row.Sequence != i + 1) return new AnchorFault(i + 1, $"Anchor {i + 1} is missing in the database; the next one found is {row.Sequence}.");
            if (!row.PreviousHash.AsSpan().SequenceEqual(previous)) return new AnchorFault(row.Sequence, $"Anchor {row.Sequence} does not follow the anchor before.");
            if (FindFault(row, isSigned) is { } reason) return new AnchorFault(row.Sequence, reason);
            if (i < file.Count && file[i] != AnchorLine.Of(row)) return new AnchorFault(row.Sequence, $"Anchor {row.Sequence} differs between database and file.");
            previous = row.Hash;
        }

        // The file may be one behind (a crash between the two writes), never ahead.
        if (file.Count > rows.Count) return new AnchorFault(rows.Count + 1, $"The file has {file.Count} anchors, the database {rows.Count}: the database was cut back or replaced.");
        if (file.Count < rows.Count - 1) return new AnchorFault(file.Count + 1, $"The database has {rows.Count} anchors, the file {file.Count}: the file was cut back or replaced.");
        return null;
    }

    private static string? FindFault(AnchorRow row, Func<AnchorRow, bool> isSigned)
    {
        if (!AnchorHash.Of(row).AsSpan().SequenceEqual(row.Hash)) return $"Anchor {row.Sequence} was changed: its content does not have its hash.";
        if (!isSigned(row)) return $"Anchor {row.Sequence} is not signed with the key of this installation.";
        try
        {
            var leaves = AnchorLeaves.Read(row.Leaves);
            if (leaves.Count == row.Heads && MerkleTree.Root(leaves).AsSpan().SequenceEqual(row.Root)) return null;
        }
        catch (InvalidDataException)
        {
            // Damaged heads are reported like changed ones.
        }

        return $"The heads of anchor {row.Sequence} were changed: they do not have its root.";
    }
}
