using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>
/// Versions that activities of a document may mean, loaded in one query. Deleted versions are not found.
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

    public DefinitionVersionRow? Find(ActivityVisit use) =>
        WorkflowActivityLookup.Find(_rows, static row => row.Summary(), use.Json);
}
