using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Host.Texts;

/// <summary>The texts of our own pages in the language of one request: Chinese, unless its cookie asks for English.</summary>
internal sealed class UiTexts(IHttpContextAccessor http)
{
    /// <summary>Set by the language switch of the pages; <c>en</c> for English.</summary>
    public const string LanguageCookie = "gridgov-language";
    private static readonly FrozenDictionary<string, string> Chinese = Load("zh-CN");
    private static readonly FrozenDictionary<string, string> English = Load("en");

    public bool IsEnglish { get; } = http.HttpContext?.Request.Cookies[LanguageCookie] == "en";

    /// <summary>For the <c>lang</c> attribute of the page.</summary>
    public string Language => IsEnglish ? "en" : "zh-CN";

    /// <exception cref="KeyNotFoundException">No such text in one of the resources.</exception>
    public string this[string key] => (IsEnglish ? English : Chinese)[key];

    public string Format(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    private static FrozenDictionary<string, string> Load(string language)
    {
        var assembly = typeof(UiTexts).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith($"Texts/Data/{language}.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!) texts.Add(key, text);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
