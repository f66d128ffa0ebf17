using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Problems;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>Stores attachments and remembers who brought them and which cases they belong to.</summary>
internal sealed class AttachmentStore(IWorkflowDb db, BlobFolder folder, TimeProvider time)
{
    /// <summary>Stores what a stream brings. The bytes are on disk before the row is.</summary>
    /// <param name="by">Id of the person or system that brings it.</param>
    /// <exception cref="ProblemException">413 when it is too large, 415 when it is none of the kinds, 422 when it is empty.</exception>
    public async Task<AttachmentView> SaveAsync(Stream content, string? name, long maxBytes, IReadOnlyList<ContentKind> kinds, string by, CancellationToken stop)
    {
        var staged = await folder.StageAsync(content, maxBytes, stop) ?? throw new ProblemException(
            StatusCodes.Status413PayloadTooLarge, "attachment.too-large", $"The file is larger than allowed: {maxBytes / (1024 * 1024)} MB.");
        if (ContentKind.Of(staged.Head) is not { } kind || !kinds.Contains(kind))
        {
            BlobFolder.Drop(staged);
            throw staged.Size == 0
                ? ProblemException.Missing("file", "a file that is not empty")
                : new ProblemException(StatusCodes.Status415UnsupportedMediaType, "attachment.kind",
                    $"By its content, '{name}' is none of the accepted kinds of file. Allowed: {ContentKind.Names(kinds)}.")
                { Field = "file", Value = name, Allowed = ContentKind.Names(kinds) };
        }

        folder.Keep(staged);
        var row = new AttachmentRow
        {
            Hash = staged.Hash,
            ContentType = kind.ContentType,
            Size = staged.Size,
            StoredAt = time.GetUtcNow(),
        };
        await using (var context = db.Open())
        {
            if (!await context.Set<AttachmentRow>().AnyAsync(stored => stored.Hash == row.Hash, stop))
            {
                context.Add(row);
                await InsertAsync(context, () => context.Set<AttachmentRow>().AnyAsync(stored => stored.Hash == row.Hash, stop), stop);
            }
        }

        var use = await UseAsync(staged.Hash, AttachmentUseRow.Person(by), FileNames.Clean(name, kind), by, stop);
        return AttachmentView.Of(row, use);
    }

    /// <summary>The file and the person's or case's use of it, or null.</summary>
    public async Task<(AttachmentRow Row, AttachmentUseRow Use)?> FindAsync(string hash, string holder, CancellationToken stop)
    {
        await using var context = db.Open();
        var row = await context.Set<AttachmentRow>().FirstOrDefaultAsync(row => row.Hash == hash, stop);
        var use = row is null ? null : await context.Set<AttachmentUseRow>().FirstOrDefaultAsync(use => use.Hash == hash && use.Holder == holder, stop);
        return use is null ? null : (row!, use);
    }

    /// <summary>All uses of a file.</summary>
    public async Task<IReadOnlyList<AttachmentUseRow>> UsesOfAsync(string hash, CancellationToken stop)
    {
        await using var context = db.Open();
        return await context.Set<AttachmentUseRow>().Where(use => use.Hash == hash).OrderBy(use => use.At).ToListAsync(stop);
    }

    public async Task<AttachmentRow?> FindAsync(string hash, CancellationToken stop)
    {
        await using var context = db.Open();
        return await context.Set<AttachmentRow>().FirstOrDefaultAsync(row => row.Hash == hash, stop);
    }

    /// <summary>Everything that belongs to a case, oldest first.</summary>
    public async Task<IReadOnlyList<AttachmentView>> OfCaseAsync(string caseNumber, CancellationToken stop)
    {
        var holder = AttachmentUseRow.Case(caseNumber);
        await using var context = db.Open();
        var found = await (
            from use in context.Set<AttachmentUseRow>()
            join row in context.Set<AttachmentRow>() on use.Hash equals row.Hash
            where use.Holder == holder
            orderby use.At, use.Hash
            select new { row, use }).ToListAsync(stop);
        return [.. found.Select(pair => AttachmentView.Of(pair.row, pair.use))];
    }

    /// <summary>Makes the file one of the case. A second time changes nothing.</summary>
    /// <param name="use">The use by which the person has it.</param>
    public Task AttachAsync(AttachmentUseRow use, string caseNumber, string by, CancellationToken stop) =>
        UseAsync(use.Hash, AttachmentUseRow.Case(caseNumber), use.Name, by, stop);

    private async Task<AttachmentUseRow> UseAsync(string hash, string holder, string name, string by, CancellationToken stop)
    {
        await using var context = db.Open();
        var uses = context.Set<AttachmentUseRow>();
        if (await uses.FirstOrDefaultAsync(use => use.Hash == hash && use.Holder == holder, stop) is { } known) return known;
        var made = new AttachmentUseRow
        {
            Hash = hash,
            Holder = holder,
            Name = name,
            By = by,
            At = time.GetUtcNow(),
        };
        context.Add(made);
        await InsertAsync(context, () => uses.AnyAsync(use => use.Hash == hash && use.Holder == holder, stop), stop);
        return made;
    }

    // Another request may have brought the same in the same moment.
    private static async Task InsertAsync(DbContext context, Func<Task<bool>> isThere, CancellationToken stop)
    {
        try
        {
            await context.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            if (!await isThere()) throw;
        }
    }
}
