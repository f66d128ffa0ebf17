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

    // One character would hit innocent text.
    private const int ShortestCleared = 2;
    private readonly Dictionary<string, JsonElement?> _resolved = new(StringComparer.Ordinal);

    /// <summary>The body with every string <c>pd:…</c> replaced by its values, or by null when there are none to give.</summary>
    public async Task<JsonNode?> FillAsync(JsonElement body, CancellationToken cancellationToken)
    {
        await ResolveAsync(body, cancellationToken);
        return Map(body, text => IsReference(text) ? Node(_resolved.GetValueOrDefault(text)) : text);
    }

    /// <summary>The answer with every text that was sent as a personal value replaced by its reference.</summary>
    public JsonElement Clear(JsonElement answer) => _resolved.Count == 0 ? answer.Clone() : JsonSerializer.SerializeToElement(Map(answer, Clear));

    private JsonNode? Clear(string text)
    {
        // Longest first: a name may be part of an address.
        var sent = _resolved.SelectMany(pair => Texts(pair.Value ?? default).Select(value => (Reference: pair.Key, Value: value)));
        foreach (var (reference, value) in sent.Where(pair => pair.Value.Length >= ShortestCleared).OrderByDescending(pair => pair.Value.Length))
            text = text.Replace(value, reference, StringComparison.Ordinal);
        return text;
    }

    private async Task ResolveAsync(JsonElement body, CancellationToken cancellationToken)
    {
        foreach (var reference in Texts(body).Where(IsReference).Distinct(StringComparer.Ordinal).ToList())
            _resolved[reference] = await values.ResolveAsync(reference, purpose, cancellationToken);
    }

    private static bool IsReference(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    private static JsonNode? Node(JsonElement? json) => json is { } value ? JsonNode.Parse(value.GetRawText()) : null;

    private static JsonNode? Map(JsonElement json, Func<string, JsonNode?> text) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().DistinctBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Name, Map(member.Value, text)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => Map(item, text))]),
        JsonValueKind.String => text(json.GetString()!),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonNode.Parse(json.GetRawText()),
    };
}
