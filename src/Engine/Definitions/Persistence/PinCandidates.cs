using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>
/// Versions that activities of a document may mean, in the lookup order of elsa-definition-format.md §4.1: exact type and version, highest
/// version of the type, version id, definition id (published before latest). Deleted versions are not found.
/// </summary>
internal sealed class PinCandidates
{
    private readonly IReadOnlyList<DefinitionVersionRow> _rows;

    private PinCandidates(IReadOnlyList<DefinitionVersionRow> rows) => _rows = rows;

    public static async Task<PinCandidates> LoadAsync(WorkflowDbContext context, IReadOnlyList<ActivityVisit> uses, CancellationToken cancellationToken)
    {
        var types = uses.Select(use => use.Type).ToHashSet(StringComparer.Ordinal);
        var versionIds = uses.Select(use => use.Json.Text("workflowDefinitionVersionId")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var definitionIds = uses.Select(use => use.Json.Text("workflowDefinitionId")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var rows = await context.Set<DefinitionVersionRow>().AsNoTracking()
            .Where(row => row.ActivityType != null && !row.IsHidden)
            .Where(row => types.Contains(row.ActivityType!) || versionIds.Contains(row.Id) || definitionIds.Contains(row.DefinitionId))
            .ToListAsync(cancellationToken);
        return new PinCandidates(rows);
    }

    public DefinitionVersionRow? Find(ActivityVisit use)
    {
        // Compared here once more: databases may ignore case.
        var ofType = _rows.Where(row => row.ActivityType == use.Type).OrderByDescending(row => row.Version).ToList();
        return ofType.Find(row => row.Version == use.Version)
            ?? ofType.FirstOrDefault()
            ?? _rows.FirstOrDefault(row => row.Id == use.Json.Text("workflowDefinitionVersionId"))
            ?? _rows.Where(row => row.DefinitionId == use.Json.Text("workflowDefinitionId"))
                .OrderByDescending(row => row.IsPublished).ThenByDescending(row => row.Version).FirstOrDefault();
    }
}
