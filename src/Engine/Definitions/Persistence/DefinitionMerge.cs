using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Studio posts only the top-level members it knows; what it leaves out must not be lost by a save.</summary>
internal static class DefinitionMerge
{
    /// <summary>Members that Studio sends: when one of these is absent, it was removed on purpose.</summary>
    private static readonly FrozenSet<string> Sent = FrozenSet.Create(
        StringComparer.Ordinal, "id", "definitionId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs", "outputs",
        "outcomes", "customProperties", "isReadonly", "isLatest", "isPublished", "options", "root", "links", "$schema", "usableAsActivity");

    /// <summary>The model, trimmed, with members of the stored version that only others than Studio write.</summary>
    public static WorkflowDocument Merge(WorkflowDocument model, WorkflowDocument? stored)
    {
        var members = new List<(string Name, JsonNode? Value)>();
        if (model.Name is { } name && name != name.Trim()) members.Add(("name", name.Trim()));
        if (model.Description is { } description && description != description.Trim()) members.Add(("description", description.Trim()));
        foreach (var member in stored is null ? [] : stored.Json.EnumerateObject().ToList())
        {
            if (Sent.Contains(member.Name) || model.Json.TryGetProperty(member.Name, out _)) continue;
            members.Add((member.Name, JsonSerializer.SerializeToNode(member.Value)));
        }

        return members.Count == 0 ? model : model.With([.. members]);
    }
}
