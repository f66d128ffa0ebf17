using System.Runtime.CompilerServices;
using GridGov.Workflow.Engine.History.Archives;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.History;

/// <summary>
/// Proves that histories were not altered: the chain of each instance, its head and state, and the signed anchors that remember
/// former heads. What it cannot see: changes by one who has the database, the data folder and the key.
/// </summary>
public sealed class JournalVerifier
{
    private const int Batch = 200;

    private readonly IWorkflowDb _db;
    private readonly AuditAnchors _anchors;
    private readonly ArchiveFolder _archives;

    internal JournalVerifier(IWorkflowDb db, AuditAnchors anchors, ArchiveFolder archives) => (_db, _anchors, _archives) = (db, anchors, archives);

    /// <summary>Verifies one instance, anchors included.</summary>
    public async Task<JournalVerdict> VerifyAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        await using var db = _db.Open();
        var heads = await ReadHeadsAsync(db, id => string.Equals(id, instanceId, StringComparison.Ordinal), cancellationToken);
        return await VerifyAsync(db, new ArchiveCheck(_archives), instanceId, heads.GetValueOrDefault(instanceId) ?? [], cancellationToken);
    }

    /// <summary>Verifies the anchors themselves, against the file too.</summary>
    /// <returns>The first fault, or null.</returns>
    public async Task<AnchorFault?> VerifyAnchorsAsync(CancellationToken cancellationToken = default)
    {
        await using var db = _db.Open();
        try
        {
            while (true)
            {
                // An anchor goes to the database first, so the file is read first. One made meanwhile is no finding either.
                var file = _anchors.ReadFile();
                var rows = await db.Anchors.OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
                var fault = AnchorCheck.FindFault(rows, file, _anchors.IsSigned);
                if (fault is null || _anchors.ReadFile().Count == file.Count) return fault;
            }
        }
        catch (InvalidDataException e)
        {
            return AnchorFault.Of(0, AuditReason.Of("anchor.unreadable", e.Message));
        }
    }

    /// <summary>Verifies every instance that is stored, has a journal, was archived, or is remembered by an anchor; the archived ones file by file.</summary>
    public async IAsyncEnumerable<JournalVerdict> VerifyAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var db = _db.Open();
        var heads = await ReadHeadsAsync(db, _ => true, cancellationToken);
        var remembered = new Queue<string>(heads.Keys.Order(StringComparer.Ordinal));
        var archive = new ArchiveCheck(_archives);
        await foreach (var row in db.Set<ArchivedInstanceRow>().OrderBy(row => row.Archive).ThenBy(row => row.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            heads.Remove(row.Id, out var leaves);
            yield return await archive.CheckAsync(row, leaves ?? [], cancellationToken);
        }

        var last = "";
        while (true)
        {
            var stored = await db.Instances.Where(row => string.Compare(row.Id, last) > 0).Select(row => row.Id)
                .Union(db.Journal.Where(row => string.Compare(row.InstanceId, last) > 0).Select(row => row.InstanceId))
                .Where(id => !db.Set<ArchivedInstanceRow>().Any(row => row.Id == id))
                .OrderBy(id => id).Take(Batch).ToListAsync(cancellationToken);
            foreach (var id in stored)
            {
                heads.Remove(id, out var leaves);
                yield return await VerifyAsync(db, archive, id, leaves ?? [], cancellationToken);
            }

            if (stored.Count < Batch) break;
            last = stored[^1];
        }

        // Whatever an anchor remembers and nothing stores any more.
        while (remembered.TryDequeue(out var id))
        {
            if (heads.TryGetValue(id, out var leaves)) yield return await VerifyAsync(db, archive, id, leaves, cancellationToken);
        }
    }

    // Between two reads the instance may take a step, or go to the archive: then it is looked at anew. A step explains only what lies beyond the
    // bursts that the instance counted, so this ends: whatever is wrong there lies within its bursts at the next look, or keeps it from committing.
    private static async Task<JournalVerdict> VerifyAsync(
        WorkflowDbContext db, ArchiveCheck archive, string instanceId, List<AnchorLeaf> heads, CancellationToken cancellationToken)
    {
        while (true)
        {
            // While its rows are being removed there are some; the file has all of them.
            if (await db.Set<ArchivedInstanceRow>().FirstOrDefaultAsync(row => row.Id == instanceId, cancellationToken) is { } archived)
                return await archive.CheckAsync(archived, heads, cancellationToken);
            var instance = await db.Instances.FirstOrDefaultAsync(row => row.Id == instanceId, cancellationToken);
            var rows = await db.Journal.Where(row => row.InstanceId == instanceId).OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
            var verdict = Judge(instanceId, instance, rows, heads);
            if (verdict.Fault is not { } fault) return verdict;

            var burst = await db.Instances.Where(row => row.Id == instanceId).Select(row => (long?)row.Burst).FirstOrDefaultAsync(cancellationToken);
            var isArchived = await db.Set<ArchivedInstanceRow>().AnyAsync(row => row.Id == instanceId, cancellationToken);
            var hasStepped = burst != instance?.Burst && fault.Sequence > (instance?.Burst ?? -1);
            if (!hasStepped && !isArchived) return verdict;
        }
    }

    private static JournalVerdict Judge(string instanceId, InstanceRow? instance, List<JournalRow> rows, List<AnchorLeaf> heads)
    {
        if (instance is null && rows.Count == 0)
        {
            var reason = heads.Count > 0 ? AuditReason.Of("instance.remembered", heads.Max(leaf => leaf.Sequence)) : AuditReason.Of("instance.unknown");
            return new JournalVerdict(instanceId, 0, JournalFault.Of(instanceId, 0, JournalFaultKind.Missing, reason));
        }

        var verdict = ChainCheck.Check(instanceId, instance, rows);
        return verdict.IsSound && CompareWithAnchors(instanceId, rows, heads) is { } fault ? verdict with { Fault = fault } : verdict;
    }

    private static JournalFault? CompareWithAnchors(string instanceId, List<JournalRow> rows, IReadOnlyList<AnchorLeaf> heads)
    {
        foreach (var head in heads.OrderBy(leaf => leaf.Sequence))
        {
            if (head.Sequence > rows.Count)
            {
                return JournalFault.Of(
                    instanceId, rows.Count + 1, JournalFaultKind.Truncated, AuditReason.Of("anchor.longer", head.Sequence, rows.Count));
            }

            if (!rows[(int)head.Sequence - 1].Hash.AsSpan().SequenceEqual(head.Hash))
            {
                return JournalFault.Of(
                    instanceId, head.Sequence, JournalFaultKind.Rewritten, AuditReason.Of("anchor.other", head.Sequence));
            }
        }

        return null;
    }

    private static async Task<Dictionary<string, List<AnchorLeaf>>> ReadHeadsAsync(
        WorkflowDbContext db, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<string, List<AnchorLeaf>>(StringComparer.Ordinal);
        await foreach (var leaves in db.Anchors.OrderBy(row => row.Sequence).Select(row => row.Leaves).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            foreach (var leaf in ReadOrNone(leaves))
            {
                if (!wanted(leaf.InstanceId)) continue;
                if (!heads.TryGetValue(leaf.InstanceId, out var list)) heads.Add(leaf.InstanceId, list = []);
                list.Add(leaf);
            }
        }

        return heads;
    }

    // Damaged anchors are VerifyAnchorsAsync's finding; here they only prove nothing.
    private static IReadOnlyList<AnchorLeaf> ReadOrNone(byte[] leaves)
    {
        try
        {
            return AnchorLeaves.Read(leaves);
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
