using System.Globalization;
using System.Numerics;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// Converts values to type aliases. Blank text is null for every type but String and Object, as Studio leaves it behind
/// when a field is cleared. Text that does not parse is refused, where Elsa silently stores 0 (elsa-definition-format.md §14).
/// </summary>
internal sealed class ValueConverter : IValueConverter
{
    public JsonElement Convert(JsonElement value, string typeAlias)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return JsonValues.Null;
        var type = TypeAlias.Parse(typeAlias);
        if (type.Kind is AliasKind.Object) return value;
        if (type.Kind is AliasKind.Text)
        {
            return value.ValueKind == JsonValueKind.String ? value : JsonValues.Of(JsonValues.TextOf(value));
        }

        if (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString())) return JsonValues.Null;
        return type.Kind switch
        {
            AliasKind.Boolean => ToBoolean(value, typeAlias),
            AliasKind.Int16 => ToInteger<short>(value, typeAlias),
            AliasKind.Int32 => ToInteger<int>(value, typeAlias),
            AliasKind.Int64 => ToInteger<long>(value, typeAlias),
            AliasKind.Single or AliasKind.Double => ToDouble(value, typeAlias, type.Kind is AliasKind.Single),
            AliasKind.Decimal => ToDecimal(value, typeAlias),
            AliasKind.Guid => ToGuid(value, typeAlias),
            AliasKind.Date => ToDate(value, typeAlias),
            AliasKind.TimeSpan => ToTimeSpan(value, typeAlias),
            AliasKind.Bytes => ToBytes(value, typeAlias),
            AliasKind.List => ToList(value, typeAlias, type.Element),
            AliasKind.Json => ToJson(value, typeAlias),
            AliasKind.JsonObject or AliasKind.ObjectDictionary => Structure(value, typeAlias, JsonValueKind.Object),
            AliasKind.TextDictionary => ToTextDictionary(value, typeAlias),
            _ => throw new InvalidOperationException($"Alias kind '{type.Kind}' has no conversion."),
        };
    }

    private static JsonElement ToBoolean(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value,
        JsonValueKind.Number => JsonValues.Of(value.GetDouble() != 0),
        JsonValueKind.String when bool.TryParse(value.GetString(), out var parsed) => JsonValues.Of(parsed),
        _ => throw Failure(value, type, ExpressionTexts.Format("Need.Boolean")),
    };

    private static JsonElement ToInteger<T>(JsonElement value, string type) where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        var needed = ExpressionTexts.Format("Need.Whole", T.MinValue, T.MaxValue);
        if (NumberText(value) is not { } text) throw Failure(value, type, needed);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number != decimal.Truncate(number)
            || number < decimal.CreateChecked(T.MinValue) || number > decimal.CreateChecked(T.MaxValue))
        {
            throw Failure(value, type, needed);
        }

        return JsonValues.Of((long)number);
    }

    private static JsonElement ToDouble(JsonElement value, string type, bool single)
    {
        if (NumberText(value) is not { } text
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number) || (single && !float.IsFinite((float)number)))
        {
            throw Failure(value, type, ExpressionTexts.Format("Need.Number"));
        }

        if (value.ValueKind == JsonValueKind.Number && !single) return value;
        return single ? JsonSerializer.SerializeToElement((float)number) : JsonSerializer.SerializeToElement(number);
    }

    private static JsonElement ToDecimal(JsonElement value, string type) =>
        NumberText(value) is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValues.Of(number)
            : throw Failure(value, type, ExpressionTexts.Format("Need.Decimal"));

    private static string? NumberText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };

    private static JsonElement ToGuid(JsonElement value, string type) =>
        value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out var guid)
            ? JsonValues.Of(guid.ToString())
            : throw Failure(value, type, ExpressionTexts.Format("Need.Guid"));

    private static JsonElement ToDate(JsonElement value, string type) =>
        value.ValueKind == JsonValueKind.String && DateTexts.TryParse(value.GetString()!, out var date)
            ? JsonValues.Of(DateTexts.Format(date))
            : throw Failure(value, type, ExpressionTexts.Format("Need.Date"));

    private static JsonElement ToTimeSpan(JsonElement value, string type) =>
        value.ValueKind == JsonValueKind.String && TimeSpan.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var span)
            ? JsonValues.Of(span.ToString("c", CultureInfo.InvariantCulture))
            : throw Failure(value, type, ExpressionTexts.Format("Need.Span"));

    private static JsonElement ToBytes(JsonElement value, string type)
    {
        if (value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out _)) return value;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetByte(out _)))
        {
            return JsonValues.Of(System.Convert.ToBase64String([.. value.EnumerateArray().Select(item => item.GetByte())]));
        }

        throw Failure(value, type, ExpressionTexts.Format("Need.Bytes"));
    }

    // Text that does not look like a structure stays text, so that converting a converted value changes nothing.
    private static JsonElement ToJson(JsonElement value, string type)
    {
        if (value.ValueKind != JsonValueKind.String) return value;
        var text = value.GetString()!;
        if (JsonValues.TryParse(text, out var parsed)) return parsed;
        return text.AsSpan().TrimStart()[0] is '{' or '[' ? throw Failure(value, type, ExpressionTexts.Format("Need.Json")) : value;
    }

    private static JsonElement Structure(JsonElement value, string type, JsonValueKind kind)
    {
        if (value.ValueKind == JsonValueKind.String && JsonValues.TryParse(value.GetString()!, out var parsed)) value = parsed;
        if (value.ValueKind == kind) return value;
        throw Failure(value, type, ExpressionTexts.Format(kind == JsonValueKind.Array ? "Need.List" : "Need.Object"));
    }

    private JsonElement ToList(JsonElement value, string type, string? element)
    {
        var list = Structure(value, type, JsonValueKind.Array);
        if (element is null || TypeAlias.Parse(element).Kind is AliasKind.Object) return list;
        return JsonValues.Build(writer =>
        {
            writer.WriteStartArray();
            foreach (var item in list.EnumerateArray()) Convert(item, element).WriteTo(writer);
            writer.WriteEndArray();
        });
    }

    private JsonElement ToTextDictionary(JsonElement value, string type)
    {
        var dictionary = Structure(value, type, JsonValueKind.Object);
        return JsonValues.Build(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in dictionary.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                Convert(member.Value, "String").WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }

    private static ExpressionException Failure(JsonElement value, string type, string needed)
    {
        var kind = value.ValueKind switch
        {
            JsonValueKind.String => "Kind.Text",
            JsonValueKind.Number => "Kind.Number",
            JsonValueKind.True or JsonValueKind.False => "Kind.Boolean",
            JsonValueKind.Array => "Kind.List",
            _ => "Kind.Object",
        };
        return new ExpressionException("expression.conversion",
            ExpressionTexts.Format("Convert", JsonValues.Shorten(JsonValues.TextOf(value)), ExpressionTexts.Format(kind), type, needed));
    }
}
