using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>The same discovery as <see cref="ActivityWalker"/>, over a document that is being edited.</summary>
internal static class ActivityNodes
{
    public static bool IsActivity(JsonNode? node) =>
        node is JsonObject json && Text(json, "type") is not null
        && (json.ContainsKey("id") || json.ContainsKey("version")) && !json.ContainsKey("expression");

    public static string? Text(JsonObject json, string name) =>
        json.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : null;

    public static IEnumerable<JsonObject> SelfAndDescendants(JsonObject activity)
    {
        var pending = new Stack<JsonObject>();
        pending.Push(activity);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Children(next).Reverse()) pending.Push(child);
        }
    }

    public static IEnumerable<JsonObject> Children(JsonObject activity)
    {
        foreach (var (name, value) in activity)
        {
            if (name is "customProperties" or "metadata") continue;
            if (IsActivity(value)) yield return (JsonObject)value!;
            if (value is not JsonArray list) continue;
            foreach (var item in list)
            {
                if (IsActivity(item)) yield return (JsonObject)item!;
                else if (item is JsonObject entry)
                {
                    foreach (var (_, inner) in entry)
                    {
                        if (IsActivity(inner)) yield return (JsonObject)inner!;
                    }
                }
            }
        }
    }
}
