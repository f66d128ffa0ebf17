using System.Text.Encodings.Web;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Makes the immutable JSON values that state, journal and activities exchange.</summary>
public static class JsonValues
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonElement[] SmallNumbers = [.. Enumerable.Range(0, 256).Select(n => JsonSerializer.SerializeToElement(n))];

    /// <summary>How values are written: Chinese unescaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonElement Null { get; } = Parse("null");
    public static JsonElement True { get; } = Parse("true");
    public static JsonElement False { get; } = Parse("false");
    public static JsonElement EmptyObject { get; } = Parse("{}");
    public static JsonElement EmptyArray { get; } = Parse("[]");

    /// <summary>True for Undefined and for JSON null.</summary>
    public static bool IsMissing(this JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>JSON null in place of Undefined, for places that are stored.</summary>
    public static JsonElement OrNull(this JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? Null : value;

    public static JsonElement Of(string? value) => value is null ? Null : JsonSerializer.SerializeToElement(value, Relaxed);

    public static JsonElement Of(bool value) => value ? True : False;

    public static JsonElement Of(long value) =>
        value is >= 0 and < 256 ? SmallNumbers[value] : JsonSerializer.SerializeToElement(value);

    public static JsonElement Of(decimal value) => JsonSerializer.SerializeToElement(value);

    /// <summary>A number in the spelling of JavaScript, which is valid JSON for every finite value.</summary>
    public static JsonElement OfNumberText(string text) => Parse(text);

    public static JsonElement Of(DateTimeOffset value) => JsonSerializer.SerializeToElement(value);

    public static JsonElement Of(IEnumerable<string> values) => JsonSerializer.SerializeToElement(values, Relaxed);

    public static JsonElement Of(IReadOnlyDictionary<string, JsonElement> members) => Object(writer =>
    {
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            value.OrNull().WriteTo(writer);
        }
    });

    /// <summary>An array of values.</summary>
    public static JsonElement Array(IEnumerable<JsonElement> items) => Build(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items) item.OrNull().WriteTo(writer);
        writer.WriteEndArray();
    });

    /// <summary>An object whose members are written by <paramref name="members"/>.</summary>
    public static JsonElement Object(Action<Utf8JsonWriter> members) => Build(writer =>
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
    });

    /// <summary>What <paramref name="write"/> writes, as one value.</summary>
    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        using var scratch = JsonScratch.Take();
        write(scratch.Writer);
        return JsonElement.Parse(scratch.Written);
    }

    /// <exception cref="JsonException">Not JSON.</exception>
    public static JsonElement Parse(string json) => JsonElement.Parse(json);

    /// <summary>The text as JSON, or false when it is none.</summary>
    public static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            value = Parse(text);
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    /// <summary>The text of a value: a string without quotes, numbers as written, objects and lists as compact JSON, null as null.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => JsonSerializer.Serialize(value, Relaxed),
    };

    /// <summary>The beginning of a value, for messages.</summary>
    public static string Shorten(string? text, int length = 80) =>
        text is null ? "null" : text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 3), "...");
}
