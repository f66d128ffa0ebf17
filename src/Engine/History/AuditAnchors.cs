using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.History;

/// <summary>
/// Makes and reads audit anchors: a signed Merkle root over the journal heads that changed since the anchor before, chained, in the
/// database and in a file (design.md §6).
/// </summary>
public sealed class AuditAnchors : IDisposable
{
    // Commits of other nodes may carry slightly older times than the anchor before; heads seen twice do no harm.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private readonly IWorkflowDb _db;
    private readonly CommitPipeline _pipeline;
    private readonly AnchorFile _file;
    private readonly Lazy<AnchorKey> _key;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);

    internal AuditAnchors(IWorkflowDb db, CommitPipeline pipeline, string dataFolder, TimeProvider time)
    {
        (_db, _pipeline, _time) = (db, pipeline, time);
        _file = new AnchorFile(dataFolder);
        _key = new Lazy<AnchorKey>(() => AnchorKey.Open(dataFolder));
    }

    /// <summary>Names the key that signs here by 16 hex digits of its hash; reads it, and makes it where there is none.</summary>
    public string KeyId => _key.Value.Id;

    /// <summary>Anchors what changed since the last anchor.</summary>
    /// <returns>The anchor, or null when nothing changed.</returns>
    public async Task<AnchorRow?> AnchorAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var last = await FindLastAsync(cancellationToken);
            await CatchUpFileAsync(last, cancellationToken);
            var now = _time.GetUtcNow();
            var leaves = await FindChangedAsync(last, cancellationToken);
            if (leaves.Count == 0) return null;
            var row = Make(last, now, leaves);
            await _pipeline.CommitAsync(db =>
            {
                db.Entry(row).State = EntityState.Added;
                return Task.CompletedTask;
            });
            _file.Append(row);
            return row;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Anchors in order, newest first.</summary>
    public async Task<IReadOnlyList<AnchorRow>> ListAsync(long? before = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        await using var db = _db.Open();
        return await db.Anchors.Where(row => before == null || row.Sequence < before).OrderByDescending(row => row.Sequence).Take(limit).ToListAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (_key.IsValueCreated) _key.Value.Dispose();
        _turn.Dispose();
    }

    internal bool IsSigned(AnchorRow row) =>
        string.Equals(row.KeyId, _key.Value.Id, StringComparison.Ordinal) && _key.Value.Verify(row.Hash, row.Signature);

    internal IReadOnlyList<AnchorLine> ReadFile() => _file.Read();

    private AnchorRow Make(AnchorRow? last, DateTimeOffset now, List<AnchorLeaf> leaves)
    {
        var row = new AnchorRow
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            At = now,
            Heads = leaves.Count,
            Root = MerkleTree.Root(leaves),
            PreviousHash = last?.Hash ?? HashChain.Origin,
            Hash = [],
            Signature = [],
            KeyId = _key.Value.Id,
            Leaves = AnchorLeaves.Write(leaves),
        };
        row.Hash = AnchorHash.Of(row);
        row.Signature = _key.Value.Sign(row.Hash);
        return row;
    }

    private async Task<AnchorRow?> FindLastAsync(CancellationToken cancellationToken)
    {
        await using var db = _db.Open();
        return await db.Anchors.OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<List<AnchorLeaf>> FindChangedAsync(AnchorRow? last, CancellationToken cancellationToken)
    {
        var since = (last?.At ?? DateTimeOffset.MinValue + Overlap) - Overlap;
        var known = last is null ? [] : AnchorLeaves.Read(last.Leaves).ToDictionary(leaf => leaf.InstanceId, leaf => leaf.Sequence, StringComparer.Ordinal);
        await using var db = _db.Open();
        var changed = db.Journal.Where(row => row.CommittedAt >= since).Select(row => row.InstanceId);
        var heads = await db.Instances.Where(row => changed.Contains(row.Id))
            .Select(row => new { row.Id, row.Burst, row.HeadHash }).ToListAsync(cancellationToken);
        return
        [
            .. heads.Where(head => !known.TryGetValue(head.Id, out var sequence) || sequence != head.Burst)
                .OrderBy(head => head.Id, StringComparer.Ordinal).Select(head => new AnchorLeaf(head.Id, head.Burst, head.HeadHash)),
        ];
    }

    // A crash between the database and the file leaves the file behind by one.
    private async Task CatchUpFileAsync(AnchorRow? last, CancellationToken cancellationToken)
    {
        _file.Mend();
        var written = _file.Read();
        if (last is null || (written.Count > 0 && written[^1].Sequence >= last.Sequence)) return;
        var from = written.Count > 0 ? written[^1].Sequence : 0;
        await using var db = _db.Open();
        foreach (var row in await db.Anchors.Where(row => row.Sequence > from).OrderBy(row => row.Sequence).ToListAsync(cancellationToken)) _file.Append(row);
    }
}
