using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>
/// Brings a definition into the one shape that the rest of the engine reads, changing as little as possible:
/// exact camelCase for known top-level names, an id and a version for every activity, computed node ids, connections as a list
/// of <c>{ source: { activity, port }, target: … }</c>, placeholders of unknown types replaced by what they stand for.
/// </summary>
internal static class DefinitionNormalizer
{
    private static readonly FrozenDictionary<string, string> TopLevelNames = new[]
    {
        "$schema", "id", "definitionId", "tenantId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs",
        "outputs", "outcomes", "customProperties", "isReadonly", "isSystem", "isLatest", "isPublished", "options", "usableAsActivity",
        "root", "links",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DefinitionException">Too many activities.</exception>
    public static JsonElement Normalize(JsonElement json)
    {
        var document = JsonObject.Create(json)!;
        RenameTopLevel(document);
        if (document["root"] is JsonObject root && ActivityNodes.Text(root, "type") is not null)
        {
            // A root is an activity whatever it lacks; deeper down id or version tell activities from other objects.
            if (!ActivityNodes.IsActivity(root)) root["version"] = 1;
            NotFoundPlaceholders.RestoreAll(document);
            NormalizeActivities((JsonObject)document["root"]!);
        }

        return DefinitionJson.Read(DefinitionJson.Write(document));
    }

    private static void RenameTopLevel(JsonObject document)
    {
        for (var index = 0; index < document.Count; index++)
        {
            var (name, value) = document.GetAt(index);
            if (!TopLevelNames.TryGetValue(name, out var exact) || exact == name || document.ContainsKey(exact)) continue;
            document.RemoveAt(index);
            document.Insert(index, exact, value);
        }
    }

    private static void NormalizeActivities(JsonObject root)
    {
        var activities = new List<JsonObject>();
        foreach (var activity in ActivityNodes.SelfAndDescendants(root))
        {
            DropServedRoot(activity);
            activities.Add(activity);
        }

        if (activities.Count > DefinitionLimits.MaxActivities)
        {
            throw DefinitionException.Create(
                DefinitionErrorKind.Format, "definition.too-many-activities", activities.Count, DefinitionLimits.MaxActivities);
        }

        ActivityNumbering.FillMissing(activities);
        foreach (var activity in activities)
        {
            if (ActivityNodes.Text(activity, "version") is null && activity["version"] is not JsonValue) activity["version"] = 1;
            ConnectionShapes.Normalize(activity);
        }

        ActivityNumbering.SetNodeIds(root);
    }

    /// <summary>The inner workflow of a workflow-as-activity is served by its own route and never stored in its consumer (§10.6).</summary>
    private static void DropServedRoot(JsonObject activity)
    {
        if (ActivityNodes.Text(activity, "workflowDefinitionId") is null) return;
        if (activity["root"] is JsonObject inner && ActivityNodes.Text(inner, "type") == "Elsa.Workflow") activity.Remove("root");
    }
}
