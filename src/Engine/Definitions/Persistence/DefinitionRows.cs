using System.Text;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Versioning;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Between rows and what others see of them.</summary>
internal static class DefinitionRows
{
    public static VersionHeader Header(this DefinitionVersionRow row) =>
        new(row.Id, row.Version, row.IsLatest, row.IsPublished, row.IsHidden);

    public static DefinitionSummary Summary(this DefinitionVersionRow row) => new(
        row.Id, row.DefinitionId, row.Version, row.Name, row.Description, row.ToolVersion, row.IsLatest, row.IsPublished, row.IsReadonly,
        row.IsSystem, row.IsHidden, row.ActivityType, row.ContentHash, row.CreatedAt, row.SavedBy, row.SavedAt);

    public static WorkflowDocument StoredDocument(this DefinitionVersionRow row) =>
        WorkflowDocument.Trusted(Encoding.UTF8.GetBytes(row.Document));

    public static DefinitionVersion Version(this DefinitionVersionRow row) =>
        new(row.Summary(), row.StoredDocument().With(("isLatest", row.IsLatest), ("isPublished", row.IsPublished)));

    public static IQueryable<DefinitionVersionRow> Where(this IQueryable<DefinitionVersionRow> rows, VersionOptions options) => options.Selector switch
    {
        VersionSelector.Latest => rows.Where(row => row.IsLatest),
        VersionSelector.Published => rows.Where(row => row.IsPublished),
        VersionSelector.LatestOrPublished => rows.Where(row => row.IsLatest || row.IsPublished),
        VersionSelector.LatestAndPublished => rows.Where(row => row.IsLatest && row.IsPublished),
        VersionSelector.Draft => rows.Where(row => !row.IsPublished),
        VersionSelector.Number => rows.Where(row => row.Version == options.Number),
        _ => rows,
    };
}
