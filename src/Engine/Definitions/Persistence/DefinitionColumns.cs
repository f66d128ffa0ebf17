using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Copies what lists and look-ups need from the document to columns.</summary>
internal static class DefinitionColumns
{
    /// <exception cref="DefinitionException">Format: an id or the name is too long; names member, length and limit.</exception>
    public static void Write(DefinitionVersionRow row, WorkflowDocument document)
    {
        Check("id", row.Id, Lengths.DefinitionId);
        Check("definitionId", row.DefinitionId, Lengths.DefinitionId);
        Check("name", document.Name, Lengths.Name);
        row.Name = document.Name;
        row.Description = document.Description;
        row.IsReadonly = document.IsReadonly;
        row.IsSystem = document.IsSystem;
        row.ToolVersion = document.ToolVersion is { Length: > 50 } text ? text[..50] : document.ToolVersion;
        row.ActivityType = ActivityTypeName.Of(document);
    }

    private static void Check(string member, string? value, int limit)
    {
        if (value is null || value.Length <= limit) return;
        throw DefinitionException.Create(DefinitionErrorKind.Format, "definition.text-too-long", member, value.Length, limit);
    }
}
