using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Writes members of an object, and leaves out those with their type's default value; lists and maps are written also when empty.</summary>
internal static class SparseJson
{
    public static void Items<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, List<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Values(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, JsonElement> values)
    {
        json.WriteStartObject(name);
        json.Members(values);
        json.WriteEndObject();
    }

    public static void Members(this Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement> values)
    {
        foreach (var (name, value) in values)
        {
            json.WritePropertyName(name);
            value.OrNull().WriteTo(json);
        }
    }

    public static void Texts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < texts.Count; i++) json.WriteStringValue(texts[i]);
        json.WriteEndArray();
    }

    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long value)
    {
        if (value != 0) json.WriteNumber(name, value);
    }

    public static void Flag(this Utf8JsonWriter json, ReadOnlySpan<byte> name, bool value)
    {
        if (value) json.WriteBoolean(name, value);
    }

    public static void Time(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset value)
    {
        if (value != default) json.WriteString(name, value);
    }

    public static void Name<TEnum>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, TEnum value)
        where TEnum : struct, Enum
    {
        if (!EqualityComparer<TEnum>.Default.Equals(value, default)) json.WriteString(name, Enum.GetName(value));
    }

    public static void Value(this Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return;
        json.WritePropertyName(name);
        value.WriteTo(json);
    }
}
