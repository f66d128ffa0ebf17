using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Finds the definitions that use another one as an activity, and moves them to its published version.</summary>
internal sealed class DefinitionConsumers(IWorkflowDb db)
{
    /// <summary>Latest versions that contain an activity of the definition, ordered by definition id.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> FindAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var context = db.Open();
        var rows = context.Set<DefinitionVersionRow>().AsNoTracking();
        var types = (await rows.Where(row => row.DefinitionId == definitionId && row.ActivityType != null).Select(row => row.ActivityType!)
            .Distinct().ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, DefinitionVersion>(StringComparer.Ordinal);
        foreach (var text in types.Append(definitionId))
        {
            // A coarse filter in the database; the document decides.
            var matches = await rows.Where(row => row.IsLatest && row.DefinitionId != definitionId && row.Document.Contains(text))
                .ToListAsync(cancellationToken);
            foreach (var version in matches.Select(row => row.Version()))
            {
                if (version.Document.Activities.Any(activity => IsUse(JsonObject.Create(activity.Json)!, definitionId, types)))
                {
                    found.TryAdd(version.Summary.Id, version);
                }
            }
        }

        return [.. found.Values.OrderBy(version => version.Summary.DefinitionId, StringComparer.Ordinal)];
    }

    /// <summary>The document with all uses of a definition moved to one of its versions; null when nothing changes.</summary>
    public static WorkflowDocument? Move(WorkflowDocument document, DefinitionSummary to)
    {
        var changed = false;
        var moved = document.Edit(copy =>
        {
            if (copy["root"] is not JsonObject root) return;
            foreach (var activity in ActivityNodes.SelfAndDescendants(root))
            {
                if (!IsUse(activity, to.DefinitionId, [to.ActivityType!])) continue;
                if (ActivityNodes.Text(activity, "type") == to.ActivityType && JsonNode.DeepEquals(activity["version"], to.Version)) continue;
                changed = true;
                activity["type"] = to.ActivityType;
                activity["version"] = to.Version;
                activity["workflowDefinitionId"] = to.DefinitionId;
                activity["workflowDefinitionVersionId"] = to.Id;
            }
        });
        return changed ? moved : null;
    }

    private static bool IsUse(JsonObject activity, string definitionId, HashSet<string> types) =>
        ActivityNodes.Text(activity, "workflowDefinitionId") is { } id
            ? id == definitionId
            : types.Contains(ActivityNodes.Text(activity, "type") ?? "");
}
