using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Demo.Actors;

/// <summary>What an actor has to say, by the field of a form.</summary>
internal static class Says
{
    public static IReadOnlyDictionary<string, JsonNode?> Nothing { get; } = new Dictionary<string, JsonNode?>();

    public static Dictionary<string, JsonNode?> These(params (string Field, JsonNode? Value)[] fields) => fields.ToDictionary(field => field.Field, field => field.Value, StringComparer.Ordinal);

    public static Dictionary<string, JsonNode?> Because(string code, string reason) => These(("reasonCode", code), ("reason", reason));

    public static JsonArray Units(IEnumerable<string> units) => [.. units.Select(unit => JsonValue.Create(unit))];
}
