using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Reads definitions. Thread-safe.</summary>
public sealed class DefinitionQueries(IWorkflowDb db) : IPublishedDefinitions, IDefinitionContents
{
    /// <summary>A version by definition id; of several matches the highest. Deleted ones are not found.</summary>
    public async Task<DefinitionVersion?> FindAsync(string definitionId, VersionOptions options, CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        var row = await Rows(context).Where(row => row.DefinitionId == definitionId && !row.IsHidden).Where(options)
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
        return row?.Version();
    }

    /// <summary>A version by its own id, also when it was deleted but instances name it.</summary>
    public async Task<DefinitionVersion?> FindVersionAsync(string versionId, CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        return (await Rows(context).SingleOrDefaultAsync(row => row.Id == versionId, cancellationToken))?.Version();
    }

    /// <summary>All versions of a definition, newest first.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> FindVersionsAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        var rows = await Rows(context).Where(row => row.DefinitionId == definitionId && !row.IsHidden)
            .OrderByDescending(row => row.Version).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.Version())];
    }

    /// <summary>Versions by their own ids, in no particular order; unknown ids are left out.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> FindVersionsAsync(
        IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        var rows = await Rows(context).Where(row => versionIds.Contains(row.Id)).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.Version())];
    }

    public async Task<DefinitionPage> ListAsync(DefinitionQuery query, CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        var matches = Filter(Rows(context), query);
        var total = await matches.CountAsync(cancellationToken);
        IQueryable<DefinitionVersionRow> ordered = Order(matches, query);
        if (query.PageSize is { } size)
        {
            // A page far behind the end must not overflow.
            var skip = Math.Min((long)Math.Max(query.Page ?? 0, 0) * Math.Max(size, 1), int.MaxValue);
            ordered = ordered.Skip((int)skip).Take(Math.Max(size, 1));
        }

        var items = await ordered.Select(Summary).ToListAsync(cancellationToken);
        return new DefinitionPage(items, total);
    }

    /// <summary>True when no other definition's latest version has this name (exact after trimming).</summary>
    public async Task<bool> IsNameUniqueAsync(string name, string? definitionId = null, CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        var trimmed = name.Trim();
        return !await Rows(context).AnyAsync(
            row => row.IsLatest && row.Name == trimmed && (definitionId == null || row.DefinitionId != definitionId), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> FindContentHashAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        return await Rows(context).Where(row => row.DefinitionId == definitionId && row.IsPublished)
            .Select(row => row.ContentHash).SingleOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<DefinitionContent?> FindAsync(string contentHash, CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        return await DefinitionContents.LoadAsync(context, contentHash, cancellationToken);
    }

    /// <summary>Versions that are usable as activities, hidden ones left out: their descriptors and look-ups.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> FindActivityDefinitionsAsync(CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        var rows = await Rows(context).Where(row => row.ActivityType != null && !row.IsHidden)
            .OrderBy(row => row.DefinitionId).ThenBy(row => row.Version).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.Version())];
    }

    /// <summary>Changes whenever <see cref="FindActivityDefinitionsAsync"/> would answer something else; cheap to ask.</summary>
    public async Task<string> GetActivityStampAsync(CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        var versions = await Rows(context).Where(row => row.ActivityType != null && !row.IsHidden)
            .OrderBy(row => row.Id).Select(row => new { row.Id, row.RowVersion }).ToListAsync(cancellationToken);
        var text = string.Join('\n', versions.Select(row => FormattableString.Invariant($"{row.Id} {row.RowVersion}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    /// <summary>How many definitions there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        await using var context = db.Open();
        return await Rows(context).CountAsync(row => row.IsLatest, cancellationToken);
    }

    private static IQueryable<DefinitionVersionRow> Rows(WorkflowDbContext context) => context.Set<DefinitionVersionRow>().AsNoTracking();

    private static readonly Expression<Func<DefinitionVersionRow, DefinitionSummary>> Summary = row => new DefinitionSummary(
        row.Id, row.DefinitionId, row.Version, row.Name, row.Description, row.ToolVersion, row.IsLatest, row.IsPublished, row.IsReadonly,
        row.IsSystem, row.IsHidden, row.ActivityType, row.ContentHash, row.CreatedAt, row.SavedBy, row.SavedAt);

    private static IQueryable<DefinitionVersionRow> Filter(IQueryable<DefinitionVersionRow> rows, DefinitionQuery query)
    {
        if (query.Ids.Count > 0) rows = rows.Where(row => query.Ids.Contains(row.Id));
        else rows = rows.Where(row => !row.IsHidden);
        if (query.DefinitionIds.Count > 0) rows = rows.Where(row => query.DefinitionIds.Contains(row.DefinitionId));
        if (query.IsSystem is { } isSystem) rows = rows.Where(row => row.IsSystem == isSystem);
        if (query.Versions is { } versions) rows = rows.Where(versions);
        if (string.IsNullOrWhiteSpace(query.SearchTerm)) return rows;

#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to the database's lower(), which knows no culture.
        var term = query.SearchTerm.Trim().ToLowerInvariant();
        return rows.Where(row =>
            row.Name!.ToLower().Contains(term) || row.Description!.ToLower().Contains(term)
            || row.Id.ToLower().Contains(term) || row.DefinitionId.ToLower().Contains(term));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }

    private static IOrderedQueryable<DefinitionVersionRow> Order(IQueryable<DefinitionVersionRow> rows, DefinitionQuery query)
    {
        var descending = query.Descending ?? (query.OrderBy != DefinitionOrder.Name);
        var ordered = query.OrderBy switch
        {
            DefinitionOrder.Name => descending ? rows.OrderByDescending(row => row.Name) : rows.OrderBy(row => row.Name),
            DefinitionOrder.Version => descending ? rows.OrderByDescending(row => row.Version) : rows.OrderBy(row => row.Version),
            _ => descending ? rows.OrderByDescending(row => row.CreatedAt) : rows.OrderBy(row => row.CreatedAt),
        };
        return ordered.ThenBy(row => row.DefinitionId).ThenBy(row => row.Version);
    }
}
