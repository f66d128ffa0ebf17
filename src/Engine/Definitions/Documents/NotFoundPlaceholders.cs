using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>
/// Studio cannot draw a node whose type has no descriptor (trap T1), so responses carry <c>Elsa.NotFoundActivity</c> in its place
/// with the original inside (elsa-definition-format.md §4.1). Stored documents never hold placeholders: reading restores the original.
/// </summary>
internal static class NotFoundPlaceholders
{
    public const string Type = "Elsa.NotFoundActivity";
    private const string KeptConnections = "notFoundConnections";

    /// <summary>A copy for a response: activities that <paramref name="isKnown"/> denies are replaced by placeholders.</summary>
    public static WorkflowDocument Substitute(WorkflowDocument document, Func<JsonElement, bool> isKnown)
    {
        if (document.Activities.All(activity => isKnown(activity.Json))) return document;
        var copy = JsonObject.Create(document.Json)!;
        var root = (JsonObject)copy["root"]!;
        var pending = new Stack<JsonObject>([root]);
        while (pending.TryPop(out var activity))
        {
            if (!isKnown(JsonSerializer.SerializeToElement(activity)))
            {
                activity.ReplaceWith(Placeholder(activity));
                continue;
            }

            foreach (var child in ActivityNodes.Children(activity)) pending.Push(child);
        }

        foreach (var flowchart in ActivityNodes.SelfAndDescendants((JsonObject)copy["root"]!).ToList()) SetAsideConnections(flowchart);
        return WorkflowDocument.Trusted(DefinitionJson.Write(copy));
    }

    /// <summary>Puts the originals back below (and including) the root of <paramref name="document"/>.</summary>
    public static void RestoreAll(JsonObject document)
    {
        var root = (JsonObject)document["root"]!;
        foreach (var activity in ActivityNodes.SelfAndDescendants(root).ToList())
        {
            if (Original(activity) is { } original) activity.ReplaceWith(original);
        }

        foreach (var flowchart in ActivityNodes.SelfAndDescendants((JsonObject)document["root"]!)) RestoreConnections(flowchart);
    }

    private static JsonObject Placeholder(JsonObject original)
    {
        var type = ActivityNodes.Text(original, "type")!;
        var metadata = original["metadata"] is JsonObject kept ? (JsonObject)kept.DeepClone() : [];
        metadata["displayText"] = DefinitionTexts.Format("activity.not-found.title", type);
        metadata["description"] = DefinitionTexts.Format("activity.not-found.description", type);
        return new JsonObject
        {
            ["id"] = original["id"]?.DeepClone(),
            ["nodeId"] = original["nodeId"]?.DeepClone(),
            ["name"] = original["name"]?.DeepClone(),
            ["type"] = Type,
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["metadata"] = metadata,
            ["missingTypeName"] = type,
            ["missingTypeVersion"] = original["version"]?.DeepClone(),
            ["originalActivityJson"] = Encoding.UTF8.GetString(DefinitionJson.Write(original)),
        };
    }

    private static JsonObject? Original(JsonObject placeholder)
    {
        if (ActivityNodes.Text(placeholder, "type") != Type) return null;
        if (ActivityNodes.Text(placeholder, "originalActivityJson") is not { } text) return null;
        JsonObject original;
        try
        {
            original = JsonObject.Create(DefinitionJson.Read(Encoding.UTF8.GetBytes(text)))!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }

        if (!ActivityNodes.IsActivity(original)) return null;

        // What a person can do to a placeholder in the designer: copy it (new id), rename it, move it.
        if (ActivityNodes.Text(placeholder, "id") is { } id && id != ActivityNodes.Text(original, "id")) original["id"] = id;
        if (ActivityNodes.Text(placeholder, "name") is { } name && name != ActivityNodes.Text(original, "name")) original["name"] = name;
        if (placeholder["metadata"]?["designer"] is { } designer)
        {
            if (original["metadata"] is not JsonObject) original["metadata"] = new JsonObject();
            original["metadata"]!["designer"] = designer.DeepClone();
        }

        return original;
    }

    /// <summary>A placeholder draws the port Done only: connections from its other ports wait in the flowchart's customProperties.</summary>
    private static void SetAsideConnections(JsonObject flowchart)
    {
        if (flowchart["connections"] is not JsonArray connections || flowchart["activities"] is not JsonArray activities) return;
        var placeholders = activities.OfType<JsonObject>()
            .Where(activity => ActivityNodes.Text(activity, "type") == Type)
            .Select(activity => ActivityNodes.Text(activity, "id"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var connection in connections.OfType<JsonObject>().ToList())
        {
            var port = connection["source"]?["port"]?.ToString();
            if (port is null or "Done" || !placeholders.Contains(End(connection, "source"))) continue;
            connections.Remove(connection);
            Kept(flowchart).Add(connection);
        }
    }

    private static void RestoreConnections(JsonObject flowchart)
    {
        if (flowchart["connections"] is not JsonArray connections || flowchart["activities"] is not JsonArray activities) return;
        if (flowchart["customProperties"]?[KeptConnections] is not JsonArray { Count: > 0 } kept) return;
        var ids = activities.OfType<JsonObject>().Select(activity => ActivityNodes.Text(activity, "id")).ToHashSet(StringComparer.Ordinal);
        foreach (var connection in kept.OfType<JsonObject>().ToList())
        {
            if (!ids.Contains(End(connection, "source")) || !ids.Contains(End(connection, "target"))) continue;
            kept.Remove(connection);
            if (!connections.Any(existing => JsonNode.DeepEquals(existing, connection))) connections.Add(connection);
        }
    }

    private static string? End(JsonObject connection, string end) =>
        connection[end] is JsonObject endpoint ? ActivityNodes.Text(endpoint, "activity") : ActivityNodes.Text(connection, end);

    private static JsonArray Kept(JsonObject flowchart)
    {
        if (flowchart["customProperties"] is not JsonObject properties) flowchart["customProperties"] = properties = [];
        if (properties[KeptConnections] is not JsonArray kept) properties[KeptConnections] = kept = [];
        return kept;
    }
}
