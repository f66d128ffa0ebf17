using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Activities.Partners;

/// <summary>
/// Puts personal values into a body on its way out, and takes them out of the answer: what a partner echoes must not reach
/// journal or state (design.md §6).
/// </summary>
internal sealed class PersonalFields(IPersonalValues values, string purpose)
{
    private const string Prefix = "pd:";
    private readonly Dictionary<string, string?> _resolved = new(StringComparer.Ordinal);

    /// <summary>The body with every string <c>pd:…</c> replaced by its value, or by null when there is none to give.</summary>
    public async Task<JsonNode?> FillAsync(JsonElement body, CancellationToken cancellationToken)
    {
        await ResolveAsync(body, cancellationToken);
        return Map(body, text => text.StartsWith(Prefix, StringComparison.Ordinal) ? _resolved.GetValueOrDefault(text) : text);
    }

    /// <summary>The answer with every value that was sent replaced by its reference.</summary>
    public JsonElement Clear(JsonElement answer) =>
        _resolved.Count == 0 ? answer.Clone() : JsonSerializer.SerializeToElement(Map(answer, Clear));

    /// <summary>The text with every value that was sent replaced by its reference.</summary>
    public string Clear(string text)
    {
        // Longest first: a name may be part of an address. One character would hit innocent text.
        foreach (var (reference, value) in _resolved.Where(pair => pair.Value?.Length > 1).OrderByDescending(pair => pair.Value!.Length))
            text = text.Replace(value!, reference, StringComparison.Ordinal);
        return text;
    }

    private async Task ResolveAsync(JsonElement json, CancellationToken cancellationToken)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject()) await ResolveAsync(member.Value, cancellationToken);
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) await ResolveAsync(item, cancellationToken);
                break;
            case JsonValueKind.String when json.GetString() is { } text && text.StartsWith(Prefix, StringComparison.Ordinal) && !_resolved.ContainsKey(text):
                _resolved[text] = await values.ResolveAsync(text, purpose, cancellationToken);
                break;
        }
    }

    private static JsonNode? Map(JsonElement json, Func<string, string?> text) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().DistinctBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Name, Map(member.Value, text)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => Map(item, text))]),
        JsonValueKind.String => text(json.GetString()!),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonNode.Parse(json.GetRawText()),
    };
}
