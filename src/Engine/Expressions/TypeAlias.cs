using System.Collections.Frozen;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>What a type alias asks of a value.</summary>
internal enum AliasKind
{
    Object, Text, Boolean, Int16, Int32, Int64, Single, Double, Decimal, Guid, Date, TimeSpan,
    Json, JsonObject, Bytes, List, TextDictionary, ObjectDictionary,
}

/// <summary>A parsed type alias (elsa-definition-format.md §6.2).</summary>
/// <param name="Element">Alias of the elements of a list, else null.</param>
internal readonly record struct TypeAlias(AliasKind Kind, string? Element = null)
{
    private static readonly FrozenDictionary<string, AliasKind> Simple = new Dictionary<string, AliasKind>
    {
        ["Object"] = AliasKind.Object,
        ["String"] = AliasKind.Text,
        ["Boolean"] = AliasKind.Boolean,
        ["Int16"] = AliasKind.Int16,
        ["Int32"] = AliasKind.Int32,
        ["Int64"] = AliasKind.Int64,
        ["Long"] = AliasKind.Int64,
        ["Single"] = AliasKind.Single,
        ["Double"] = AliasKind.Double,
        ["Decimal"] = AliasKind.Decimal,
        ["Guid"] = AliasKind.Guid,
        ["DateTime"] = AliasKind.Date,
        ["DateTimeOffset"] = AliasKind.Date,
        ["TimeSpan"] = AliasKind.TimeSpan,
        ["JSON"] = AliasKind.Json,
        ["JsonElement"] = AliasKind.Json,
        ["JsonNode"] = AliasKind.Json,
        ["JsonObject"] = AliasKind.JsonObject,
        ["JsonArray"] = AliasKind.List,
        ["ByteArray"] = AliasKind.Bytes,
        ["StringDictionary"] = AliasKind.TextDictionary,
        ["StringMap"] = AliasKind.TextDictionary,
        ["ObjectDictionary"] = AliasKind.ObjectDictionary,
        ["ObjectMap"] = AliasKind.ObjectDictionary,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Collections = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "List", "HashSet", "Collection", "IEnumerable", "ICollection", "IList", "IReadOnlyList", "IReadOnlyCollection", "ISet");

    /// <summary>Parses any text; one that is no known alias is an Object, for no .NET type is ever loaded by name.</summary>
    public static TypeAlias Parse(string alias)
    {
        if (Simple.TryGetValue(alias, out var kind)) return new(kind);
        var name = alias.AsSpan().Trim();
        if (name.EndsWith("?")) return Parse(name[..^1].ToString());
        if (name.EndsWith("[]")) return new(AliasKind.List, name[..^2].ToString());
        var open = name.IndexOf('<');
        if (open > 0 && name.EndsWith(">") && Collections.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[..open]))
        {
            return new(AliasKind.List, name[(open + 1)..^1].ToString());
        }

        return name.Length < alias.Length ? Parse(name.ToString()) : new(AliasKind.Object);
    }
}
