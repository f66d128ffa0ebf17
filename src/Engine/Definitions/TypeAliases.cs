using System.Collections.Frozen;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>Elsa's type aliases and their composition (elsa-definition-format.md §6.2). No .NET type is ever loaded from an alias.</summary>
public static class TypeAliases
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "Object", "String", "Boolean", "Int16", "Int32", "Int64", "Long", "Single", "Double", "Decimal", "Guid", "DateTime", "DateTimeOffset",
        "TimeSpan", "StringDictionary", "ObjectDictionary", "StringMap", "ObjectMap", "JSON", "JsonElement", "JsonNode", "JsonObject", "JsonArray",
        "ByteArray", "Stream", "FlowJoinMode", "LogPersistenceMode",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Lists =
        ["List", "HashSet", "Collection", "IEnumerable", "ICollection", "IList", "IReadOnlyList", "IReadOnlyCollection", "ISet"];

    /// <summary>True for an alias of the table, and for <c>X?</c>, <c>X[]</c>, <c>List&lt;X&gt;</c> … over one. Case does not matter.</summary>
    public static bool IsKnown(string alias)
    {
        var rest = alias.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            if (rest.EndsWith("[]")) rest = rest[..^2];
            else if (rest[^1] == '?') rest = rest[..^1];
            else if (rest[^1] == '>' && rest.IndexOf('<') is > 0 and var open && IsList(rest[..open])) rest = rest[(open + 1)..^1].Trim();
            else return Known.Contains(rest.ToString());
        }

        return false;
    }

    /// <summary>The alias of a handle's .NET type (see <see cref="Activities.Input{T}"/> for the types in use); other types are Object.</summary>
    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner) + "?";
        if (type.IsEnum) return type.Name;
        if (type == typeof(IReadOnlyList<string>)) return "List<String>";
        if (type == typeof(IReadOnlyList<JsonElement>)) return "List<Object>";
        if (type == typeof(IReadOnlyDictionary<string, JsonElement>)) return "ObjectDictionary";
        return type == typeof(DateTimeOffset) || type == typeof(TimeSpan) || type == typeof(Guid) || Type.GetTypeCode(type) is not TypeCode.Object
            ? type.Name
            : "Object";
    }

    private static bool IsList(ReadOnlySpan<char> name)
    {
        foreach (var list in Lists)
        {
            if (name.Equals(list, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
