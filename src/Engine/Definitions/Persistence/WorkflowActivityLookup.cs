using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>
/// Which version an activity means, in the order of elsa-definition-format.md §4.1: exact type and version, highest version of the type,
/// version id, definition id (published before latest).
/// </summary>
internal static class WorkflowActivityLookup
{
    /// <param name="candidates">Versions usable as activities, deleted ones left out.</param>
    public static T? Find<T>(IReadOnlyList<T> candidates, Func<T, DefinitionSummary> summaryOf, JsonElement activity)
        where T : class
    {
        var (type, version) = (activity.Text("type"), activity.Integer("version") ?? 1);

        // Ordinal here although the database was asked before: it may ignore case.
        var ofType = candidates.Where(candidate => summaryOf(candidate).ActivityType == type)
            .OrderByDescending(candidate => summaryOf(candidate).Version).ToList();
        return ofType.Find(candidate => summaryOf(candidate).Version == version)
            ?? ofType.FirstOrDefault()
            ?? candidates.FirstOrDefault(candidate => summaryOf(candidate).Id == activity.Text("workflowDefinitionVersionId"))
            ?? candidates.Where(candidate => summaryOf(candidate).DefinitionId == activity.Text("workflowDefinitionId"))
                .OrderByDescending(candidate => summaryOf(candidate).IsPublished)
                .ThenByDescending(candidate => summaryOf(candidate).Version).FirstOrDefault();
    }
}
