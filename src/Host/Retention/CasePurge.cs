using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Engine.History.Archives;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Retention;

/// <summary>
/// Takes a case that is in a proved file out of the database. First the root goes, with its tombstone, in one transaction that any new burst
/// or hold makes fail; from then on the file is the history. The rest follows in bounded parts, and goes on after a crash by the tombstones.
/// </summary>
internal sealed class CasePurge(IWorkflowDb db, ArchiveFolder folder, BlobFolder blobs, AdminLog log, TimeProvider time, IOptions<RetentionOptions> options)
{
    private int Part => options.Value.BatchRows;

    /// <summary>Makes the file the history of the case, and ends its personal values.</summary>
    /// <returns>False when the case moved or was held meanwhile; nothing is done then.</returns>
    public async Task<bool> SealAsync(CaseTree tree, string archive, byte[] hash, IReadOnlyList<string> personal, string run, CancellationToken stop)
    {
        var number = tree.Case.CaseNumber;
        var now = time.GetUtcNow();
        await using var context = db.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        if (!await MoveAsync(context, tree.Nodes[0], tree.Case.InstanceId, archive, hash, now, stop)) return false;
        await context.Set<CaseRow>().Where(row => row.CaseNumber == number).ExecuteDeleteAsync(stop);
        if (await LegalHolds.InForce(context).AnyAsync(row => row.CaseNumber == number, stop)) return false;
        await context.Set<PersonalDataAccessRow>().Where(row => personal.Contains(row.PersonalDataId)).ExecuteDeleteAsync(stop);
        await context.Set<PersonalDataRow>().Where(row => personal.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Cipher, (byte[]?)null).SetProperty(row => row.ErasedAt, now), stop);
        await log.SaveAsync(context, new AdminAct("retention.archive", number, new { run, archive, hash = Convert.ToHexStringLower(hash), instances = tree.Nodes.Count, bursts = tree.Bursts }), stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>Removes what the tombstones say is in files.</summary>
    /// <returns>How many rows of journals went.</returns>
    public async Task<long> FinishAsync(CancellationToken stop)
    {
        var rows = 0L;
        while (await NextAsync(stop) is { } root)
        {
            await MoveChildrenAsync(root, stop);
            for (ArchivedInstanceRow? next; (next = await NextOfAsync(root.Id, stop)) is not null;)
            {
                rows += await RemoveAsync(next.Id, stop);
                await MarkAsync(next.Id, stop);
            }

            if (root.CorrelationId is { } number) await RemoveCaseAsync(number, root.ArchivedAt, stop);
            rows += await RemoveAsync(root.Id, stop);
            await MarkAsync(root.Id, stop);
        }

        return rows;
    }

    private async Task<ArchivedInstanceRow?> NextAsync(CancellationToken stop)
    {
        await using var context = db.Open();
        return await context.Set<ArchivedInstanceRow>().Where(row => row.PurgedAt == null && row.Id == row.RootId).OrderBy(row => row.ArchivedAt).ThenBy(row => row.Id).FirstOrDefaultAsync(stop);
    }

    private async Task<ArchivedInstanceRow?> NextOfAsync(string rootId, CancellationToken stop)
    {
        await using var context = db.Open();
        return await context.Set<ArchivedInstanceRow>().Where(row => row.RootId == rootId && row.Id != rootId && row.PurgedAt == null).OrderBy(row => row.Id).FirstOrDefaultAsync(stop);
    }

    // The file itself says what belongs to the tree: after a crash there is nothing else that does.
    private async Task MoveChildrenAsync(ArchivedInstanceRow root, CancellationToken stop)
    {
        var content = await ArchiveReader.ReadAsync(folder.PathOf(root.Archive), stop);
        foreach (var part in content.Bursts.Where(pair => pair.Key != root.Id).Chunk(Part))
        {
            await using var context = db.Open();
            await using var transaction = await context.Database.BeginTransactionAsync(stop);
            string[] ids = [.. part.Select(pair => pair.Key)];
            var left = await context.Instances.Where(row => ids.Contains(row.Id)).Select(row => new
            {
                row.Id,
                row.ParentInstanceId,
                row.DefinitionId,
                row.Version,
                row.CorrelationId,
                row.Status,
                row.SubStatus,
                row.CreatedAt,
                row.FinishedAt,
            }).ToListAsync(stop);
            foreach (var row in left)
            {
                // One that an operator moved meanwhile has a longer history than the file, and stays.
                var chain = content.Bursts[row.Id];
                var node = new TreeNode(row.Id, row.ParentInstanceId, row.DefinitionId, row.Version, row.CorrelationId, row.Status, row.SubStatus, 0, chain.Count, chain[^1], row.CreatedAt, row.FinishedAt);
                await MoveAsync(context, node, root.Id, root.Archive, root.ArchiveHash, root.ArchivedAt, stop);
            }

            await context.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
    }

    // The burst number is the fence, as for every writer: whoever still has the instance in memory writes nothing any more.
    private static async Task<bool> MoveAsync(WorkflowDbContext context, TreeNode node, string rootId, string archive, byte[] hash, DateTimeOffset now, CancellationToken stop)
    {
        if (await context.Instances.Where(row => row.Id == node.Id && row.Burst == node.Burst).ExecuteDeleteAsync(stop) != 1) return false;
        context.Add(new ArchivedInstanceRow
        {
            Id = node.Id,
            RootId = rootId,
            CorrelationId = node.CorrelationId,
            DefinitionId = node.DefinitionId,
            Bursts = node.Burst,
            HeadHash = node.HeadHash,
            Archive = archive,
            ArchiveHash = hash,
            ArchivedAt = now,
        });
        return true;
    }

    private async Task<long> RemoveAsync(string id, CancellationToken stop)
    {
        var removed = 0L;
        while (true)
        {
            await using var context = db.Open();
            var last = await context.Journal.Where(row => row.InstanceId == id).OrderBy(row => row.Sequence).Select(row => row.Sequence).Take(Part).ToListAsync(stop);
            if (last.Count == 0) break;
            var upTo = last[^1];
            removed += await context.Journal.Where(row => row.InstanceId == id && row.Sequence <= upTo).ExecuteDeleteAsync(stop);
        }

        while (true)
        {
            await using var context = db.Open();
            var tasks = await context.Tasks.Where(row => row.InstanceId == id).OrderBy(row => row.Id).Select(row => row.Id).Take(Part).ToListAsync(stop);
            if (tasks.Count == 0) break;
            await context.TaskCandidates.Where(row => tasks.Contains(row.TaskId)).ExecuteDeleteAsync(stop);
            await context.Tasks.Where(row => tasks.Contains(row.Id)).ExecuteDeleteAsync(stop);
        }

        return removed;
    }

    private async Task RemoveCaseAsync(string number, DateTimeOffset archivedAt, CancellationToken stop)
    {
        await using var context = db.Open();
        await context.Set<WorkOrderRow>().Where(row => row.CaseNumber == number).ExecuteDeleteAsync(stop);
        await context.Set<ApprovalRow>().Where(row => row.CaseNumber == number).ExecuteDeleteAsync(stop);
        await context.Set<SupervisionRow>().Where(row => row.CaseNumber == number).ExecuteDeleteAsync(stop);
        var holder = AttachmentUseRow.Case(number);
        foreach (var hash in await context.Set<AttachmentUseRow>().Where(use => use.Holder == holder).OrderBy(use => use.Hash).Select(use => use.Hash).ToListAsync(stop))
            await RemoveFileAsync(hash, holder, archivedAt, stop);
    }

    // Aside first: after a crash its rows still say that it has to go. Who brings the same content again meanwhile has it stored anew.
    private async Task RemoveFileAsync(string hash, string holder, DateTimeOffset archivedAt, CancellationToken stop)
    {
        await using var context = db.Open();
        var uses = context.Set<AttachmentUseRow>();
        var isNeeded = await uses.AnyAsync(use => use.Hash == hash && use.Holder != holder && (use.Holder.StartsWith("case:") || use.At >= archivedAt), stop);
        var aside = isNeeded ? null : blobs.Retire(hash);
        await using (var transaction = await context.Database.BeginTransactionAsync(stop))
        {
            await uses.Where(use => use.Hash == hash && (use.Holder == holder || (!isNeeded && use.Holder.StartsWith("person:") && use.At < archivedAt))).ExecuteDeleteAsync(stop);
            if (!isNeeded) await context.Set<AttachmentRow>().Where(row => row.Hash == hash && !uses.Any(use => use.Hash == hash)).ExecuteDeleteAsync(stop);
            await transaction.CommitAsync(stop);
        }

        if (aside is null) return;
        if (await context.Set<AttachmentRow>().AnyAsync(row => row.Hash == hash, stop)) blobs.Keep(aside);
        else BlobFolder.Drop(aside);
    }

    private async Task MarkAsync(string id, CancellationToken stop)
    {
        await using var context = db.Open();
        var now = time.GetUtcNow();
        await context.Set<ArchivedInstanceRow>().Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.PurgedAt, now), stop);
    }
}
