using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>
/// The links by which Studio decides what may be edited: <c>publish</c> on a definition, <c>bulk-publish</c> on a page. Who may not
/// edit gets neither.
/// </summary>
internal static class DefinitionLinks
{
    public static IReadOnlyList<Link> Of(DefinitionSummary definition, bool mayEdit)
    {
        var self = "/workflow-definitions/" + definition.DefinitionId;
        List<Link> links =
        [
            new(self, "self", "GET"), new(self + "/versions", "versions", "GET"), new(self + "/export", "export", "GET"),
        ];
        if (!mayEdit) return links;
        links.AddRange(
        [
            new(self + "/bulk-dispatch", "bulk-dispatch", "POST"), new(self + "/dispatch", "dispatch", "POST"), new(self + "/execute", "execute", "POST"),
        ]);
        if (definition.IsReadonly) return links;
        links.AddRange(
        [
            new(self + "/publish", "publish", "POST"), new(self + "/retract", "retract", "POST"), new(self, "delete", "DELETE"),
            new(self + "/import", "import", "PUT"), new(self + "/update-references", "update-references", "POST"),
        ]);
        return links;
    }

    public static IReadOnlyList<Link> OfPage(bool mayEdit)
    {
        const string self = "/workflow-definitions";
        List<Link> links =
        [
            new(self, "self", "GET"), new(self + "/validation/is-name-unique", "is-name-unique", "GET"), new(self + "/query/count", "count", "GET"),
            new(self + "/many-by-id", "many-by-id", "GET"),
        ];
        if (!mayEdit) return links;
        links.AddRange(
        [
            new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
            new("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
            new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
            new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
            new(self + "/import", "import", "POST"), new(self + "/import-files", "import-files", "POST"), new(self, "create", "POST"),
        ]);
        return links;
    }
}
