using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Host.Console.Forms;

/// <summary>What was entered so far, by field, and what is wrong with it. Fields that the chosen outcome does not show keep their value and are not sent.</summary>
public sealed class FormValues
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.Ordinal);

    /// <summary>Faults by field name, in the reader's language.</summary>
    public Dictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    public string Text(string name) => _texts.GetValueOrDefault(name, "");

    public void Set(string name, string? text)
    {
        _texts[name] = text ?? "";
        Faults.Remove(name.Split('.')[0]);
    }

    public List<string> List(string name)
    {
        if (!_lists.TryGetValue(name, out var list)) _lists[name] = list = [];
        return list;
    }

    /// <summary>Fills a field that is still empty.</summary>
    public void Suggest(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && Text(name).Length == 0) Set(name, value.GetString());
        else if (value.ValueKind == JsonValueKind.Array && List(name).Count == 0) List(name).AddRange(value.EnumerateArray().Select(item => item.GetString()!));
    }

    /// <summary>The data to send: only what was entered.</summary>
    public JsonElement ToJson(IEnumerable<FormField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var data = new JsonObject();
        foreach (var field in fields)
        {
            if (Node(field, field.Name) is { } node) data[field.Name] = node;
        }

        return JsonSerializer.SerializeToElement(data);
    }

    /// <summary>Required fields that are empty, and numbers that are none.</summary>
    public IEnumerable<(FormField Field, string Key)> Missing(IEnumerable<FormField> fields) =>
        fields.Where(field => field.IsRequired && Node(field, field.Name) is null).Select(field => (field, "Form.Required"))
            .Concat(fields.Where(field => field.Kind == FieldKind.Number && Text(field.Name).Length > 0 && Node(field, field.Name) is null).Select(field => (field, "Form.NotANumber")));

    private JsonNode? Node(FormField field, string path)
    {
        var text = Text(path).Trim();
        switch (field.Kind)
        {
            case FieldKind.Texts or FieldKind.Choices or FieldKind.Evidence:
                var items = List(path).Select(item => item.Trim()).Where(item => item.Length > 0).ToList();
                return items.Count == 0 ? null : new JsonArray([.. items.Select(item => (JsonNode)item)]);
            case FieldKind.Limit:
                return Limit(field, path);
            case FieldKind.Flag:
                return text.Length == 0 ? null : JsonValue.Create(text == "true");
            case FieldKind.Number:
                return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;
            case FieldKind.Moment:
                return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                    ? JsonValue.Create(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), ChinaTime.Offset))
                    : null;
            default:
                return text.Length == 0 ? null : JsonValue.Create(text);
        }
    }

    // A limit without an amount was not entered at all.
    private JsonObject? Limit(FormField field, string path)
    {
        if (Text($"{path}.amount").Length == 0) return null;
        var limit = new JsonObject();
        foreach (var part in field.Parts)
        {
            if (Node(part, $"{path}.{part.Name}") is { } node) limit[part.Name] = node;
        }

        return limit;
    }
}
