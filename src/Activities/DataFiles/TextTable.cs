using System.Collections.Frozen;
using System.Globalization;

namespace GridGov.Workflow.Activities.DataFiles;

/// <summary>Texts that people read, by key, from an embedded file <c>{folder}/Data/texts.{language}.json</c>.</summary>
internal sealed class TextTable
{
    private readonly string _name;
    private readonly FrozenDictionary<string, string> _texts;

    private TextTable(string name, FrozenDictionary<string, string> texts) => (_name, _texts) = (name, texts);

    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>Key and text with its places unfilled.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts => _texts;

    public static TextTable Embedded(string path)
    {
        var file = DataFile.Embedded(path);
        var texts = file.Root.Members.ToFrozenDictionary(m => m.Key, m => file.Root.Text(m.Key), StringComparer.Ordinal);
        file.ThrowIfRejected();
        return new TextTable(path, texts);
    }

    /// <summary>The text of the key with its places filled.</summary>
    public string Format(string key, params object[] values) => _texts.TryGetValue(key, out var text)
        ? string.Format(CultureInfo.InvariantCulture, text, values)
        : throw new InvalidOperationException($"'{_name}' has no text for '{key}'; add it.");
}
