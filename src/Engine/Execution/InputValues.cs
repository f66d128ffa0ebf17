using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Reads converted JSON values as the .NET types of input handles, and writes output values.</summary>
internal static class InputValues
{
    /// <summary>The value as T; null or default for Undefined and null.</summary>
    /// <exception cref="InvalidOperationException">The value has not been converted to the alias of T.</exception>
    public static T? Read<T>(JsonElement value)
    {
        if (typeof(T) == typeof(JsonElement)) return (T)(object)value;
        if (value.IsMissing()) return default;
        if (typeof(T) == typeof(string)) return (T)(object)(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
        if (typeof(T) == typeof(bool)) return (T)(object)value.GetBoolean();
        if (typeof(T) == typeof(int)) return (T)(object)value.GetInt32();
        if (typeof(T) == typeof(long)) return (T)(object)value.GetInt64();
        if (typeof(T) == typeof(double)) return (T)(object)value.GetDouble();
        if (typeof(T) == typeof(decimal)) return (T)(object)value.GetDecimal();
        if (typeof(T) == typeof(TimeSpan)) return (T)(object)TimeSpan.Parse(value.GetString()!, CultureInfo.InvariantCulture);
        if (typeof(T) == typeof(DateTimeOffset)) return (T)(object)ReadDate(value.GetString()!);
        if (typeof(T) == typeof(IReadOnlyList<string>)) return (T)(object)ReadTexts(value);
        if (typeof(T) == typeof(IReadOnlyList<JsonElement>)) return (T)(object)value.EnumerateArray().ToArray();
        if (typeof(T) == typeof(IReadOnlyDictionary<string, JsonElement>)) return (T)(object)ReadMembers(value);
        throw new InvalidOperationException($"Input type {typeof(T)} is not supported; see Input<T> for the list.");
    }

    public static JsonElement Write<T>(T value) => value switch
    {
        null => JsonValues.Null,
        JsonElement json => json.OrNull(),
        string text => JsonValues.Of(text),
        bool flag => JsonValues.Of(flag),
        int number => JsonValues.Of(number),
        TimeSpan span => JsonValues.Of(span.ToString("c", CultureInfo.InvariantCulture)),
        _ => JsonSerializer.SerializeToElement(value),
    };

    // Texts without an offset are local to the governed area.
    private static DateTimeOffset ReadDate(string text) => HasOffset(text)
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
        : new DateTimeOffset(DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None), LocalZone.Offset);

    private static bool HasOffset(string text)
    {
        var time = text.IndexOf('T', StringComparison.Ordinal);
        if (time < 0) time = text.IndexOf(' ', StringComparison.Ordinal);
        return time >= 0 && (text.EndsWith('Z') || text.AsSpan(time).IndexOfAny('+', '-') >= 0);
    }

    private static string[] ReadTexts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return [Read<string>(value)!];
        var texts = new string[value.GetArrayLength()];
        var i = 0;
        foreach (var item in value.EnumerateArray()) texts[i++] = Read<string>(item) ?? "";
        return texts;
    }

    private static Dictionary<string, JsonElement> ReadMembers(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject()) members[member.Name] = member.Value;
        return members;
    }
}
