using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>Brings the old shapes of a flowchart's connections into today's (elsa-definition-format.md §8.1).</summary>
internal static class ConnectionShapes
{
    public static void Normalize(JsonObject activity)
    {
        if (!activity.TryGetPropertyValue("connections", out var value)) return;
        if (value is JsonObject wrapper)
        {
            var list = Member(wrapper, "$values") is JsonArray values ? (JsonArray)values.DeepClone() : new JsonArray(wrapper.DeepClone());
            activity["connections"] = value = list;
        }

        if (value is not JsonArray connections) return;
        foreach (var item in connections.OfType<JsonObject>())
        {
            foreach (var name in (string[])["source", "target", "sourcePort", "targetPort", "vertices"]) Rename(item, name);
            NormalizeEnd(item, "source", "sourcePort");
            NormalizeEnd(item, "target", "targetPort");
        }
    }

    private static void NormalizeEnd(JsonObject connection, string end, string portMember)
    {
        if (connection[end] is JsonObject endpoint)
        {
            Rename(endpoint, "activity");
            Rename(endpoint, "port");
            return;
        }

        if (ActivityNodes.Text(connection, end) is not { } activityId) return;
        var flat = new JsonObject { ["activity"] = activityId };
        if (connection.TryGetPropertyValue(portMember, out var port)) flat["port"] = port?.DeepClone();
        connection.Remove(portMember);
        connection[end] = flat;
    }

    private static JsonNode? Member(JsonObject json, string name) => json.TryGetPropertyValue(name, out var value) ? value : null;

    private static void Rename(JsonObject json, string name)
    {
        if (json.ContainsKey(name)) return;
        for (var index = 0; index < json.Count; index++)
        {
            var (old, value) = json.GetAt(index);
            if (!string.Equals(old, name, StringComparison.OrdinalIgnoreCase)) continue;
            json.RemoveAt(index);
            json.Insert(index, name, value);
            return;
        }
    }
}
