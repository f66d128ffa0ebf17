using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Makes the arguments of commands.</summary>
internal static class CommandJson
{
    public static JsonElement Empty => JsonValues.EmptyObject;

    /// <summary>One or more text members; those that are null are left out.</summary>
    public static JsonElement Of(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
            if (value is not null) values[name] = JsonValues.Of(value);
        return JsonValues.Of(values);
    }

    /// <summary>The data of a task with members that its sender may not choose.</summary>
    public static JsonElement With(this JsonElement data, params ReadOnlySpan<(string Name, JsonElement Value)> members)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (data.ValueKind == JsonValueKind.Object)
            foreach (var member in data.EnumerateObject()) values[member.Name] = member.Value;
        foreach (var (name, value) in members) values[name] = value;
        return JsonValues.Of(values);
    }

    public static JsonElement With(this JsonElement data, string name, string value) => data.With((name, JsonValues.Of(value)));
}
