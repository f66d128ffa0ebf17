using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Makes the <see cref="JsonElement"/>s that expressions deal in.</summary>
internal static class JsonValues
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Null { get; } = JsonElement.Parse("null"u8);
    public static JsonElement True { get; } = JsonElement.Parse("true"u8);
    public static JsonElement False { get; } = JsonElement.Parse("false"u8);

    public static JsonElement Of(bool value) => value ? True : False;

    public static JsonElement Of(string? value) => value is null ? Null : JsonSerializer.SerializeToElement(value, Relaxed);

    public static JsonElement Of(long value)
    {
        Span<byte> text = stackalloc byte[20];
        value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return JsonElement.Parse(text[..length]);
    }

    public static JsonElement Of(decimal value) => JsonSerializer.SerializeToElement(value);

    /// <summary>A number in the spelling of JavaScript, which is valid JSON for every finite value.</summary>
    public static JsonElement OfNumberText(string text) => JsonElement.Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>What <paramref name="write"/> writes, as one value.</summary>
    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) write(writer);
        return JsonElement.Parse(buffer.WrittenSpan);
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

    /// <summary>JSON text as a value; false when it is not JSON.</summary>
    public static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            value = JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    /// <summary>The beginning of a value, for messages.</summary>
    public static string Shorten(string? text, int length = 80) =>
        text is null ? "null" : text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 3), "...");
}
