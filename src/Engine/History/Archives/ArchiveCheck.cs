using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History.Archives;

/// <summary>
/// Proves an archived instance: its file is there and sound, is the one that was written, and every head that a signed anchor remembers
/// is in it. A file that several instances share is read once.
/// </summary>
internal sealed class ArchiveCheck(ArchiveFolder folder)
{
    private (string Name, ArchiveContent? Content, AuditReason? Fault)? _last;

    public async Task<JournalVerdict> CheckAsync(ArchivedInstanceRow row, IReadOnlyList<AnchorLeaf> heads, CancellationToken stop)
    {
        var (content, fault) = await ReadAsync(row.Archive, stop);
        var bursts = content?.Bursts.GetValueOrDefault(row.Id);
        var found = fault is not null ? JournalFault.Of(row.Id, 0, content is null ? JournalFaultKind.Missing : JournalFaultKind.Changed, fault)
            : !content!.Hash.AsSpan().SequenceEqual(row.ArchiveHash) || bursts is null || bursts.Count != row.Bursts || !bursts[^1].AsSpan().SequenceEqual(row.HeadHash)
                ? JournalFault.Of(row.Id, 0, JournalFaultKind.Changed, AuditReason.Of("archive.other", row.Archive))
                : FindHead(row, bursts, heads);
        return new JournalVerdict(row.Id, found is null ? row.Bursts : 0, found) { Archive = row.Archive };
    }

    private static JournalFault? FindHead(ArchivedInstanceRow row, IReadOnlyList<byte[]> bursts, IReadOnlyList<AnchorLeaf> heads)
    {
        foreach (var head in heads.OrderBy(leaf => leaf.Sequence))
        {
            if (head.Sequence > bursts.Count)
                return JournalFault.Of(row.Id, bursts.Count + 1, JournalFaultKind.Truncated, AuditReason.Of("archive.short", row.Archive, head.Sequence, bursts.Count));
            if (!bursts[(int)head.Sequence - 1].AsSpan().SequenceEqual(head.Hash))
                return JournalFault.Of(row.Id, head.Sequence, JournalFaultKind.Rewritten, AuditReason.Of("anchor.other", head.Sequence));
        }

        return null;
    }

    private async Task<(ArchiveContent? Content, AuditReason? Fault)> ReadAsync(string name, CancellationToken stop)
    {
        if (_last is { } last && last.Name == name) return (last.Content, last.Fault);
        ArchiveContent? content = null;
        AuditReason? fault = null;
        try
        {
            content = await ArchiveReader.ReadAsync(folder.PathOf(name), stop);
        }
        catch (InvalidDataException e)
        {
            fault = AuditReason.Of("archive.damaged", name, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = AuditReason.Of("archive.missing", name);
        }

        _last = (name, content, fault);
        return (content, fault);
    }
}
