using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Engine;

/// <summary>Texts that people read, by code, from an embedded file: a JSON object of texts with placeholders.</summary>
internal sealed class EmbeddedTexts
{
    private readonly string _resource;
    private readonly FrozenDictionary<string, string> _texts;

    /// <param name="resource">Name of the embedded resource.</param>
    public EmbeddedTexts(string resource)
    {
        _resource = resource;
        using var stream = typeof(EmbeddedTexts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Embedded resource '{resource}' is missing.");
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<string> Codes => _texts.Keys;

    /// <summary>The text of a code with its placeholders filled in.</summary>
    /// <exception cref="KeyNotFoundException">The code has no text: add one to the resource.</exception>
    public string Format(string code, params object?[] arguments) => _texts.TryGetValue(code, out var text)
        ? string.Format(CultureInfo.InvariantCulture, text, arguments)
        : throw new KeyNotFoundException($"No text for code '{code}' in {_resource}.");
}
