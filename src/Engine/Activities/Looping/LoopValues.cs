using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Looping;

/// <summary>Loop variables and items shared by the loops.</summary>
internal static class LoopValues
{
    public const string CurrentValue = "CurrentValue";
    public const string CurrentIndex = "CurrentIndex";

    public static Dictionary<string, JsonElement> Variables(JsonElement value) => new(StringComparer.Ordinal) { [CurrentValue] = value };

    public static Dictionary<string, JsonElement> Variables(JsonElement value, int index) =>
        new(StringComparer.Ordinal) { [CurrentValue] = value, [CurrentIndex] = JsonValues.Of(index) };

    /// <summary>The list itself, a list given as JSON text, or a single value as a list of one.</summary>
    public static JsonElement Items(JsonElement value)
    {
        if (value.IsMissing()) return JsonValues.EmptyArray;
        if (value.ValueKind == JsonValueKind.String && JsonValues.TryParse(value.GetString()!, out var parsed) && parsed.ValueKind == JsonValueKind.Array) return parsed;
        return value.ValueKind == JsonValueKind.Array ? value : JsonValues.Array([value]);
    }
}
