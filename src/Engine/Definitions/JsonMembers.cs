using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>
/// Reads members the way Elsa's server does: names in any case, numbers given as text, single objects where a list is meant
/// (elsa-definition-format.md §1, §8.1).
/// </summary>
internal static class JsonMembers
{
    /// <summary>The member with this name, exact spelling first, then in any case; Undefined when absent or null.</summary>
    public static JsonElement Member(this JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object) return default;
        if (json.TryGetProperty(name, out var exact)) return NullAsUndefined(exact);
        foreach (var member in json.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) return NullAsUndefined(member.Value);
        }

        return default;
    }

    /// <summary>Text of a string or number member, or null.</summary>
    public static string? Text(this JsonElement json, string name)
    {
        var value = json.Member(name);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    public static bool? Flag(this JsonElement json, string name)
    {
        var value = json.Member(name);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var parsed) => parsed,
            _ => null,
        };
    }

    public static int? Integer(this JsonElement json, string name) =>
        int.TryParse(json.Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Items of a list member: an array, <c>{ "$values": [] }</c>, or a single object.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string name)
    {
        var list = json.Member(name);
        if (list.ValueKind == JsonValueKind.Object && list.TryGetProperty("$values", out var values)) list = values;
        return list.ValueKind switch
        {
            JsonValueKind.Array => list.EnumerateArray(),
            JsonValueKind.Object => [list],
            _ => [],
        };
    }

    /// <summary>A value as text for a fault, shortened to 200 characters; null for Undefined.</summary>
    public static string? Shortened(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String => Shorten(value.GetString()!),
        _ => Shorten(value.GetRawText()),
    };

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Shorten(string? text) => text is null or { Length: <= 200 } ? text : string.Concat(text.AsSpan(0, 199), "…");

    private static JsonElement NullAsUndefined(JsonElement value) => value.ValueKind == JsonValueKind.Null ? default : value;
}
