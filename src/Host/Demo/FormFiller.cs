using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Demo;

/// <summary>Fills a task's form: what the actor has to say where the form asks for it, and something plain where it insists.</summary>
internal static class FormFiller
{
    /// <param name="form">The form (JSON Schema subset); Undefined takes everything that the actor says.</param>
    /// <param name="says">What the actor has to say, by field.</param>
    public static JsonObject Fill(JsonElement form, IReadOnlyDictionary<string, JsonNode?> says)
    {
        var data = new JsonObject();
        if (form.ValueKind != JsonValueKind.Object || !form.TryGetProperty("properties", out var properties))
        {
            foreach (var (name, value) in says) data[name] = value?.DeepClone();
            return data;
        }

        var required = form.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        foreach (var property in properties.EnumerateObject())
        {
            if (says.TryGetValue(property.Name, out var value)) data[property.Name] = value?.DeepClone();
            else if (required.Contains(property.Name)) data[property.Name] = Plain(property.Value);
        }

        return data;
    }

    private static JsonNode Plain(JsonElement field)
    {
        if (field.TryGetProperty("enum", out var options)) return JsonNode.Parse(options[0].GetRawText())!;
        return (field.TryGetProperty("type", out var type) ? type.GetString() : "string") switch
        {
            "boolean" => JsonValue.Create(true),
            "integer" or "number" => JsonValue.Create(1),
            "array" => new JsonArray(),
            "object" => Fill(field, new Dictionary<string, JsonNode?>()),
            _ => JsonValue.Create("按规定办理。")!,
        };
    }
}
