using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Engine.History.Archives;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Retention;

/// <summary>
/// Writes the archive file of a case: under another name, flushed, read back and proved, then renamed, and its folder flushed. Journals and
/// files go through memory in parts, however heavy they are. Personal values do not go along: they are to end with the period.
/// </summary>
internal sealed class CaseArchiver(IWorkflowDb db, ArchiveFolder folder, BlobFolder blobs, TimeProvider time, IOptions<RetentionOptions> options)
{
    /// <summary>Ending of a file that is still being written.</summary>
    public const string Draft = ".draft";
    private const int FormatVersion = 1;
    private const int PartBytes = 192 * 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="personal">References of the personal values of the case: who looked at them goes into the file.</param>
    /// <returns>The file's name below the archive folder, and the hash that closes it.</returns>
    /// <exception cref="InvalidDataException">What was written does not prove itself: the journal itself is damaged, or the disk is.</exception>
    public async Task<(string Name, byte[] Hash)> WriteAsync(CaseTree tree, IReadOnlyList<string> personal, CancellationToken stop)
    {
        var year = (tree.Case.EndedAt ?? tree.Case.ChangedAt).Year.ToString(CultureInfo.InvariantCulture);
        var name = $"{year}/{tree.Case.CaseNumber}.jsonl";
        var path = folder.PathOf(name);
        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        var draft = path + Draft;
        byte[] hash;
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
        {
            var writer = new ArchiveWriter(file);
            await WriteAsync(writer, tree, personal, stop);
            hash = await writer.EndAsync(stop);
            file.Flush(flushToDisk: true);
        }

        var content = await ArchiveReader.ReadAsync(draft, stop);
        if (!content.Hash.AsSpan().SequenceEqual(hash) || tree.Nodes.Any(node => content.Bursts.GetValueOrDefault(node.Id)?.Count != node.Burst))
            throw new InvalidDataException($"The archive '{name}' does not hold what was written into it.");
        File.Move(draft, path, overwrite: true);
        FolderFlush.Flush(directory);
        FolderFlush.Flush(folder.Root);
        return (name, hash);
    }

    private async Task WriteAsync(ArchiveWriter writer, CaseTree tree, IReadOnlyList<string> personal, CancellationToken stop)
    {
        var number = tree.Case.CaseNumber;
        await using var context = db.Open();
        await writer.WriteAsync(new ArchiveHead(FormatVersion, number, tree.Case.InstanceId, time.GetUtcNow()), stop);
        foreach (var node in tree.Nodes) await WriteJournalAsync(writer, context, node, stop);

        await WriteRowAsync(writer, "Cases", tree.Case, stop);
        await WriteRowsAsync(writer, "WorkOrders", context.Set<WorkOrderRow>().Where(row => row.CaseNumber == number), stop);
        await WriteRowsAsync(writer, "Approvals", context.Set<ApprovalRow>().Where(row => row.CaseNumber == number), stop);
        await WriteRowsAsync(writer, "Supervisions", context.Set<SupervisionRow>().Where(row => row.CaseNumber == number), stop);
        await WriteRowsAsync(writer, "LegalHolds", context.Set<LegalHoldRow>().Where(row => row.CaseNumber == number), stop);
        foreach (var id in personal) await WriteRowsAsync(writer, "PersonalDataAccess", context.Set<PersonalDataAccessRow>().Where(row => row.PersonalDataId == id), stop);
        await WriteFilesAsync(writer, context, number, stop);
    }

    private async Task WriteJournalAsync(ArchiveWriter writer, WorkflowDbContext context, TreeNode node, CancellationToken stop)
    {
        await writer.WriteAsync(new ArchivedInstance(
            node.Id, node.ParentId, node.DefinitionId, node.Version, node.Status, node.SubStatus, node.CreatedAt, node.FinishedAt, node.Burst, Convert.ToHexStringLower(node.HeadHash)), stop);
        for (var last = 0L; last < node.Burst;)
        {
            var rows = await context.Journal.Where(row => row.InstanceId == node.Id && row.Sequence > last).OrderBy(row => row.Sequence).Take(options.Value.BatchRows).ToListAsync(stop);
            if (rows.Count == 0) throw new InvalidDataException($"The journal of instance '{node.Id}' ends at row {last} of {node.Burst}.");
            foreach (var row in rows) await writer.WriteAsync(ArchivedBurst.Of(row), stop);
            last = rows[^1].Sequence;
        }
    }

    private async Task WriteFilesAsync(ArchiveWriter writer, WorkflowDbContext context, string number, CancellationToken stop)
    {
        var holder = AttachmentUseRow.Case(number);
        var uses = await (
            from use in context.Set<AttachmentUseRow>()
            join row in context.Set<AttachmentRow>() on use.Hash equals row.Hash
            where use.Holder == holder
            orderby use.Hash
            select new { row, use }).ToListAsync(stop);
        var buffer = new byte[PartBytes];
        foreach (var file in uses)
        {
            await writer.WriteAsync(new ArchivedFile(file.row.Hash, file.use.Name, file.row.ContentType, file.row.Size, file.use.By, file.use.At), stop);
            await using var bytes = new FileStream(blobs.PathOf(file.row.Hash), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
            for (int read; (read = await bytes.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop)) > 0;)
                await writer.WriteAsync(new ArchivedBytes(buffer[..read]), stop);
        }
    }

    private static async Task WriteRowsAsync<T>(ArchiveWriter writer, string table, IQueryable<T> rows, CancellationToken stop)
        where T : class
    {
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop)) await WriteRowAsync(writer, table, row, stop);
    }

    private static Task WriteRowAsync<T>(ArchiveWriter writer, string table, T row, CancellationToken stop) =>
        writer.WriteAsync(new ArchivedRow(table, JsonSerializer.SerializeToElement(row, Json)), stop);
}
