using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Host.Elsa.Wire;

/// <summary>Texts that users of the designer read, by code, from the embedded <c>elsa-texts.zh-CN.json</c>.</summary>
internal static class ElsaTexts
{
    private const string Resource = "GridGov.Workflow.Host.Elsa.elsa-texts.zh-CN.json";
    private static readonly FrozenDictionary<string, string> Texts = Load();

    /// <exception cref="KeyNotFoundException">The code has no text: add one to the resource.</exception>
    public static string Format(string code, params object?[] arguments) => Texts.TryGetValue(code, out var text)
        ? string.Format(CultureInfo.InvariantCulture, text, arguments)
        : throw new KeyNotFoundException($"No text for code '{code}' in {Resource}.");

    /// <summary>A time as people in China read it, to the second.</summary>
    public static string LocalTime(DateTimeOffset time) =>
        time.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(ElsaTexts).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Embedded resource '{Resource}' is missing.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
