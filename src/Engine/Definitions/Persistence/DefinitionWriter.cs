using System.Text;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Editing;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>The steps of the commands, inside a transaction that the caller opened.</summary>
internal sealed class DefinitionWriter(
    DefinitionContents contents,
    DefinitionPublisher publisher,
    IDefinitionIds ids,
    TimeProvider time)
{
    public async Task<DefinitionSaved> SaveAsync(
        WorkflowDbContext context, WorkflowDocument model, bool publish, string? savedBy, CancellationToken cancellationToken)
    {
        var mark = EditMark.Of(model);
        model = EditMark.TakeOff(model);
        var definitionId = string.IsNullOrWhiteSpace(model.DefinitionId) ? ids.Next() : model.DefinitionId;
        var rows = await DefinitionRowSet.LoadAsync(context, definitionId, cancellationToken);
        if (publish && rows.Latest is { IsPublished: true } published && await IsSameAsync(context, model, published, cancellationToken))
        {
            // A repeated request, or a shipped definition loaded again at start.
            return new DefinitionSaved(published.Version(), AlreadyPublished: true, []);
        }

        rows.EnsureEditable();
        if (!publish && rows.Latest is { } latest && IsStored(model, latest)) return new DefinitionSaved(latest.Version(), AlreadyPublished: false, []);
        if (mark is not null && rows.Latest is { } stored && !mark.Fits(stored)) throw Changed(stored);
        var change = DefinitionVersioning.Draft(rows.Headers, await NewVersionIdAsync(context, rows, model, cancellationToken));
        var document = DefinitionMerge.Merge(model, rows.Latest?.StoredDocument());
        var row = await WriteAsync(context, rows, change, document, savedBy, cancellationToken);
        row.EditSession = mark?.Session;
        if (publish) return await PublishAsync(context, rows, savedBy, cancellationToken);
        return new DefinitionSaved(row.Version(), AlreadyPublished: false, []);
    }

    public async Task<DefinitionSaved> PublishAsync(WorkflowDbContext context, string definitionId, string? savedBy, CancellationToken cancellationToken) =>
        await PublishAsync(context, await EditableAsync(context, definitionId, cancellationToken), savedBy, cancellationToken);

    public async Task<DefinitionVersion> RevertAsync(
        WorkflowDbContext context, string definitionId, int version, string? savedBy, CancellationToken cancellationToken)
    {
        var rows = await EditableAsync(context, definitionId, cancellationToken);
        var source = rows.Version(version)
            ?? throw DefinitionException.Create(DefinitionErrorKind.NotFound, "definition.version-not-found", rows.Name, version);
        var change = DefinitionVersioning.Revert(rows.Headers, version, ids.Next())!;
        return (await WriteAsync(context, rows, change, source.StoredDocument(), savedBy, cancellationToken)).Version();
    }

    public async Task<DefinitionContent> GetContentAsync(
        WorkflowDbContext context, string definitionId, VersionOptions options, CancellationToken cancellationToken)
    {
        var row = await context.Set<DefinitionVersionRow>().AsNoTracking()
            .Where(row => row.DefinitionId == definitionId && !row.IsHidden).Where(options)
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken)
            ?? throw DefinitionException.Create(DefinitionErrorKind.NotFound, "definition.version-not-found", definitionId, options);
        if (row.IsPublished && await DefinitionContents.LoadAsync(context, row.ContentHash, cancellationToken) is { } stored) return stored;

        var built = await contents.BuildAsync(context, row.StoredDocument(), cancellationToken);
        DefinitionPublisher.RefuseErrors(row.Name ?? definitionId, built.Faults);
        await DefinitionContents.StoreAsync(context, built.Content, cancellationToken);
        return built.Content;
    }

    /// <exception cref="DefinitionException">NotFound, ReadOnly.</exception>
    public static async Task<DefinitionRowSet> EditableAsync(WorkflowDbContext context, string definitionId, CancellationToken cancellationToken)
    {
        var rows = await DefinitionRowSet.LoadAsync(context, definitionId, cancellationToken);
        if (rows.Latest is null) throw DefinitionException.Create(DefinitionErrorKind.NotFound, "definition.not-found", definitionId);
        rows.EnsureEditable();
        return rows;
    }

    /// <summary>The versions among these that an instance, running or finished, names: deleting hides them.</summary>
    public static async Task<IReadOnlySet<string>> UsedAsync(
        WorkflowDbContext context, IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        var used = await context.Instances.Where(row => versionIds.Contains(row.VersionId)).Select(row => row.VersionId).Distinct()
            .ToListAsync(cancellationToken);
        return used.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Applies a change of flags; tells listeners when nothing is published any more.</summary>
    public async Task ApplyAsync(WorkflowDbContext context, DefinitionRowSet rows, VersionChange change, CancellationToken cancellationToken)
    {
        var wasPublished = rows.Published is not null;
        rows.Apply(context, change);
        if (wasPublished && rows.Published is null) await publisher.RetractedAsync(context, rows.DefinitionId, cancellationToken);
    }

    private async Task<DefinitionSaved> PublishAsync(WorkflowDbContext context, DefinitionRowSet rows, string? savedBy, CancellationToken cancellationToken)
    {
        var change = DefinitionVersioning.Publish(rows.Headers)!;
        var row = rows.Row(change.TargetId!);
        if (change.AlreadyPublished) return new DefinitionSaved(row.Version(), AlreadyPublished: true, []);
        var warnings = await publisher.PublishAsync(context, row, cancellationToken);
        row.SavedBy = savedBy ?? row.SavedBy;
        rows.Apply(context, change);
        return new DefinitionSaved(row.Version(), AlreadyPublished: false, warnings);
    }

    private async Task<DefinitionVersionRow> WriteAsync(
        WorkflowDbContext context, DefinitionRowSet rows, VersionChange change, WorkflowDocument document, string? savedBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (change.IsNew)
        {
            var added = new DefinitionVersionRow
            {
                Id = change.TargetId!,
                DefinitionId = rows.DefinitionId,
                CreatedAt = now,
                ContentHash = "",
                Document = "",
                Version = change.Versions.Single(version => version.Id == change.TargetId).Version,
            };
            rows.Add(added);
            context.Add(added);
        }

        rows.Apply(context, change);
        var row = rows.Row(change.TargetId!);
        var stored = ForRow(document, row);
        var built = await contents.BuildAsync(context, stored, cancellationToken);
        DefinitionColumns.Write(row, stored);
        row.ContentHash = built.Content.Hash;
        row.Document = Encoding.UTF8.GetString(stored.ToUtf8());
        row.SavedBy = savedBy;
        row.SavedAt = now;
        row.EditSession = null;
        row.RowVersion++;
        return row;
    }

    /// <summary>A new definition keeps the id that an import gives it, unless another version has it already.</summary>
    private async Task<string> NewVersionIdAsync(WorkflowDbContext context, DefinitionRowSet rows, WorkflowDocument model, CancellationToken cancellationToken)
    {
        if (rows.Headers.Count > 0 || string.IsNullOrWhiteSpace(model.Id)) return ids.Next();
        var taken = await context.Set<DefinitionVersionRow>().AnyAsync(row => row.Id == model.Id, cancellationToken);
        return taken ? ids.Next() : model.Id;
    }

    /// <summary>The document as the row keeps it.</summary>
    private static WorkflowDocument ForRow(WorkflowDocument document, DefinitionVersionRow row) => document
        .With(("id", row.Id), ("definitionId", row.DefinitionId), ("version", row.Version), ("createdAt", row.CreatedAt.ToString("O")))
        .Without("$schema", "links", "isLatest", "isPublished");

    /// <summary>True when saving the model would store what is stored already: an auto-save without a change.</summary>
    private static bool IsStored(WorkflowDocument model, DefinitionVersionRow row)
    {
        var stored = row.StoredDocument();
        var wanted = ForRow(DefinitionMerge.Merge(model, stored), row).Without("toolVersion");
        return DefinitionJson.Canonical(wanted.Json).AsSpan().SequenceEqual(DefinitionJson.Canonical(stored.Without("toolVersion").Json));
    }

    private static DefinitionException Changed(DefinitionVersionRow stored)
    {
        var name = stored.Name ?? stored.DefinitionId;
        var message = DefinitionTexts.Format(
            "definition.changed", name, stored.SavedBy ?? DefinitionTexts.Format("definition.someone"), DefinitionTexts.LocalTime(stored.SavedAt));
        return new DefinitionException(DefinitionErrorKind.Conflict, "definition.changed", message)
        {
            Other = new DefinitionEdit(name, stored.SavedBy, stored.SavedAt),
        };
    }

    private async Task<bool> IsSameAsync(WorkflowDbContext context, WorkflowDocument model, DefinitionVersionRow row, CancellationToken cancellationToken)
    {
        var stored = row.StoredDocument();
        var merged = DefinitionMerge.Merge(model, stored)
            .With(("id", row.Id), ("definitionId", row.DefinitionId), ("version", row.Version));
        return (await contents.BuildAsync(context, merged, cancellationToken)).Content.Hash == row.ContentHash;
    }
}
