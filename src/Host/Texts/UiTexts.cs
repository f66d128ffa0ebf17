using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Activities;

namespace GridGov.Workflow.Host.Texts;

/// <summary>
/// The texts of our own pages in the language of one request or circuit: Chinese, unless the cookie asks for English. Names that
/// tasks and refusals use too have their Chinese there (<see cref="GovernanceTexts"/>), and only their English here.
/// </summary>
internal sealed class UiTexts(IHttpContextAccessor http)
{
    /// <summary>Set by the language switch of the pages; <c>en</c> for English.</summary>
    public const string LanguageCookie = "gridgov-language";

    private static readonly FrozenDictionary<string, string> Chinese = Load("zh-CN", GovernanceTexts.Names);
    private static readonly FrozenDictionary<string, string> English = Load("en", []);

    public bool IsEnglish { get; private set; } = http.HttpContext?.Request.Cookies[LanguageCookie] == "en";

    /// <summary>For the <c>lang</c> attribute of the page.</summary>
    public string Language => IsEnglish ? "en" : "zh-CN";

    /// <exception cref="KeyNotFoundException">No such text in one of the resources.</exception>
    public string this[string key] => (IsEnglish ? English : Chinese)[key];

    public string Format(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The text, or null when there is none: for keys made of names that a process may bring itself.</summary>
    public string? Find(string key) => (IsEnglish ? English : Chinese).GetValueOrDefault(key);

    /// <summary>A Chinese text for where there is no reader's language: mail to a unit.</summary>
    public static string InChinese(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, Chinese[key], values);

    /// <summary>For a circuit, which has no request of its own.</summary>
    public void Use(string language) => IsEnglish = language == "en";

    /// <summary>All keys of a language, for the test that finds missing ones.</summary>
    internal static IEnumerable<string> Keys(bool english) => (english ? English : Chinese).Keys;

    // Each feature has its own file for each language, in its folder Texts/Data; no key is in two of them.
    private static FrozenDictionary<string, string> Load(string language, IEnumerable<KeyValuePair<string, string>> names)
    {
        var assembly = typeof(UiTexts).Assembly;
        var texts = new Dictionary<string, string>(names, StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith($"Texts/Data/{language}.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!) texts.Add(key, text);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
