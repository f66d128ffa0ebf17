using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Activities.DataFiles;

/// <summary>
/// One value of a <see cref="DataFile"/>. The readers never throw: a bad value is rejected with its position and a
/// neutral value is returned, so that one pass finds every error of the file.
/// </summary>
internal sealed class DataNode(DataFile file, JsonTokenType kind, string path, int line, int column)
{
    public Dictionary<string, DataNode> Members { get; } = new(StringComparer.Ordinal);

    public List<DataNode> Items { get; } = [];

    public string Scalar { get; set; } = "";

    public string Path => path;

    public void Reject(FaultText fault) => file.Reject(line, column, path, fault);

    public void Reject(string field, FaultText fault)
    {
        if (Members.TryGetValue(field, out var member)) member.Reject(fault);
        else file.Reject(line, column, $"{path}.{field}", fault);
    }

    /// <summary>Rejects fields that no reader knows: a misspelt optional field must not be dropped in silence.</summary>
    public void AllowOnly(params ReadOnlySpan<string> fields)
    {
        foreach (var (name, member) in Members)
            if (!fields.Contains(name))
                member.Reject($"is not a known field; known are {string.Join(", ", fields.ToArray())}");
    }

    public bool Has(string field) => Members.TryGetValue(field, out var node) && node.KindIs(JsonTokenType.Null) is false;

    public bool KindIs(JsonTokenType expected) => kind == expected;

    public string Text(string field)
    {
        if (Find(field) is not { } node) return "";
        if (node.KindIs(JsonTokenType.String) && !string.IsNullOrWhiteSpace(node.Scalar)) return node.Scalar;
        node.Reject($"must be a non-empty text, found {node.Describe()}");
        return "";
    }

    public string? OptionalText(string field) => Has(field) ? Text(field) : null;

    public int Whole(string field, int min, int max)
    {
        if (Find(field) is not { } node) return min;
        if (node.KindIs(JsonTokenType.Number) && int.TryParse(node.Scalar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max) return value;
        node.Reject($"must be a whole number from {min} to {max}, found {node.Describe()}");
        return min;
    }

    public decimal Number(string field)
    {
        if (Find(field) is not { } node) return 0;
        if (node.KindIs(JsonTokenType.Number) && decimal.TryParse(node.Scalar, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return value;
        node.Reject($"must be a number, found {node.Describe()}");
        return 0;
    }

    public bool Flag(string field, bool absent)
    {
        if (!Has(field)) return absent;
        var node = Members[field];
        if (node.KindIs(JsonTokenType.True)) return true;
        if (!node.KindIs(JsonTokenType.False)) node.Reject($"must be true or false, found {node.Describe()}");
        return false;
    }

    public DateOnly Date(string field) => Find(field)?.AsDate() ?? default;

    public DateOnly AsDate()
    {
        if (KindIs(JsonTokenType.String)
            && DateOnly.TryParseExact(Scalar, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)) return value;
        Reject($"must be a date yyyy-MM-dd, found {Describe()}");
        return default;
    }

    /// <summary>Reads an instant; it must carry its offset, because a bare local time is ambiguous between machines.</summary>
    public DateTimeOffset Instant(string field)
    {
        if (Find(field) is not { } node) return default;
        if (node.KindIs(JsonTokenType.String) && DateTimeOffset.TryParseExact(
                node.Scalar, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)) return value;
        node.Reject($"must be an instant like 2026-03-10T10:00:00+08:00, found {node.Describe()}");
        return default;
    }

    public TEnum OneOf<TEnum>(string field)
        where TEnum : struct, Enum => Find(field)?.As<TEnum>() ?? default;

    public TEnum As<TEnum>()
        where TEnum : struct, Enum
    {
        if (KindIs(JsonTokenType.String) && Enum.GetNames<TEnum>().Contains(Scalar, StringComparer.Ordinal)) return Enum.Parse<TEnum>(Scalar);
        Reject($"must be one of {string.Join(", ", Enum.GetNames<TEnum>())}, found {Describe()}");
        return default;
    }

    /// <summary>The items of a required array.</summary>
    public IReadOnlyList<DataNode> Rows(string field)
    {
        if (Find(field) is not { } node) return [];
        if (node.KindIs(JsonTokenType.StartArray)) return node.Items;
        node.Reject($"must be a list, found {node.Describe()}");
        return [];
    }

    public IReadOnlyList<DataNode> OptionalRows(string field) => Has(field) ? Rows(field) : [];

    /// <summary>The texts of an optional list; absent means empty.</summary>
    public IReadOnlyList<string> Texts(string field)
    {
        var texts = new List<string>();
        foreach (var item in OptionalRows(field))
        {
            if (item.KindIs(JsonTokenType.String) && !string.IsNullOrWhiteSpace(item.Scalar)) texts.Add(item.Scalar);
            else item.Reject($"must be a non-empty text, found {item.Describe()}");
        }

        return texts;
    }

    /// <summary>The required object under a field; an empty stand-in when it is missing.</summary>
    public DataNode Child(string field)
    {
        if (Find(field) is { } node)
        {
            if (node.KindIs(JsonTokenType.StartObject)) return node;
            node.Reject($"must be an object, found {node.Describe()}");
        }

        return new DataNode(file, JsonTokenType.StartObject, $"{path}.{field}", line, column);
    }

    public string Describe() => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => $"'{Scalar}'",
        _ => Scalar,
    };

    private DataNode? Find(string field)
    {
        if (Members.TryGetValue(field, out var node)) return node;
        Reject(field, "is required but missing");
        return null;
    }
}
