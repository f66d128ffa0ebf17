using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Tasks;

/// <summary>One member of a task's data that does not fit its form.</summary>
/// <param name="Field">Path such as <c>data.photos[2].hash</c>.</param>
/// <param name="Value">The offending value, shortened; null when it is missing.</param>
/// <param name="Allowed">What the form allows.</param>
public sealed record FormFault(string Field, string? Value, string Allowed);

/// <summary>
/// Checks data against a form: a subset of JSON Schema with <c>type</c>, <c>required</c>, <c>properties</c>, <c>items</c>,
/// <c>enum</c>, <c>minLength</c>, <c>maxLength</c>, <c>minimum</c>, <c>maximum</c>, <c>minItems</c>, <c>maxItems</c>, <c>format: date-time</c>.
/// Members that the form does not name are refused unless it says <c>additionalProperties: true</c>. Lengths count UTF-16 units.
/// </summary>
public static class FormSchema
{
    private const int MaxShown = 80;

    /// <summary>All faults; empty when the data fits. An Undefined form allows everything.</summary>
    public static IReadOnlyList<FormFault> Check(JsonElement form, JsonElement data)
    {
        if (form.ValueKind != JsonValueKind.Object) return [];
        var faults = new List<FormFault>();
        if (data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) data = EmptyObject;
        CheckValue(form, data, "data", faults);
        return faults;
    }

    private static JsonElement EmptyObject { get; } = JsonDocument.Parse("{}").RootElement.Clone();

    private static void CheckValue(JsonElement form, JsonElement value, string path, List<FormFault> faults)
    {
        if (form.TryGetProperty("enum", out var options) && options.ValueKind == JsonValueKind.Array
            && !options.EnumerateArray().Any(option => JsonElement.DeepEquals(option, value)))
        {
            faults.Add(new FormFault(path, Show(value), string.Join(", ", options.EnumerateArray().Select(option => option.ToString()))));
            return;
        }

        var type = form.TryGetProperty("type", out var named) ? named.GetString() : null;
        if (type is not null && !IsOfType(value, type))
        {
            faults.Add(new FormFault(path, Show(value), "a value of type " + type));
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(form, value, path, faults);
                break;
            case JsonValueKind.Array:
                CheckArray(form, value, path, faults);
                break;
            case JsonValueKind.String:
                CheckText(form, value, path, faults);
                break;
            case JsonValueKind.Number:
                if (Bound(form, "minimum") is { } low && value.GetDouble() < low) faults.Add(new FormFault(path, Show(value), $"at least {Number(low)}"));
                if (Bound(form, "maximum") is { } high && value.GetDouble() > high) faults.Add(new FormFault(path, Show(value), $"at most {Number(high)}"));
                break;
        }
    }

    private static void CheckObject(JsonElement form, JsonElement value, string path, List<FormFault> faults)
    {
        var properties = form.TryGetProperty("properties", out var named) ? named : EmptyObject;
        if (form.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(item => item.GetString()!))
            {
                var missing = !value.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null
                    || (member.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(member.GetString()));
                if (missing) faults.Add(new FormFault($"{path}.{name}", null, Describe(properties, name)));
            }
        }

        var open = form.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.True;
        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out var inner))
            {
                if (member.Value.ValueKind != JsonValueKind.Null) CheckValue(inner, member.Value, $"{path}.{member.Name}", faults);
            }
            else if (!open)
            {
                faults.Add(new FormFault($"{path}.{member.Name}", Show(member.Value), "only " + string.Join(", ", properties.EnumerateObject().Select(property => property.Name))));
            }
        }
    }

    private static void CheckArray(JsonElement form, JsonElement value, string path, List<FormFault> faults)
    {
        var count = value.GetArrayLength();
        if (Bound(form, "minItems") is { } least && count < least) faults.Add(new FormFault(path, $"{count} items", $"at least {Number(least)} items"));
        if (Bound(form, "maxItems") is { } most && count > most) faults.Add(new FormFault(path, $"{count} items", $"at most {Number(most)} items"));
        if (!form.TryGetProperty("items", out var items)) return;
        var index = 0;
        foreach (var item in value.EnumerateArray()) CheckValue(items, item, $"{path}[{index++}]", faults);
    }

    private static void CheckText(JsonElement form, JsonElement value, string path, List<FormFault> faults)
    {
        var length = value.GetString()!.Length;
        if (Bound(form, "minLength") is { } least && length < least) faults.Add(new FormFault(path, Show(value), $"at least {Number(least)} characters"));
        if (Bound(form, "maxLength") is { } most && length > most) faults.Add(new FormFault(path, Show(value), $"at most {Number(most)} characters"));
        if (form.TryGetProperty("format", out var format) && format.ValueEquals("date-time") && !value.TryGetDateTimeOffset(out _))
            faults.Add(new FormFault(path, Show(value), "ISO 8601 date and time with offset"));
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => true,
    };

    private static string Describe(JsonElement properties, string name)
    {
        if (!properties.TryGetProperty(name, out var form)) return "a value";
        if (form.TryGetProperty("enum", out var options)) return string.Join(", ", options.EnumerateArray().Select(option => option.ToString()));
        return form.TryGetProperty("type", out var type) ? "a value of type " + type.GetString() : "a value";
    }

    private static double? Bound(JsonElement form, string name) =>
        form.TryGetProperty(name, out var bound) && bound.ValueKind == JsonValueKind.Number ? bound.GetDouble() : null;

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Show(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length > MaxShown ? text[..MaxShown] + "…" : text;
    }
}
