using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace GridGov.Workflow.Activities.DataFiles;

/// <summary>
/// What is wrong with a value, as a sentence with places: written as an interpolated string, it keeps sentence and values apart,
/// so that <see cref="FaultTexts"/> can say the same in Chinese.
/// </summary>
[InterpolatedStringHandler]
internal sealed class FaultText
{
    private readonly StringBuilder _sentence;
    private readonly List<string> _values;

    public FaultText(int literalLength, int formattedCount) =>
        (_sentence, _values) = (new StringBuilder(literalLength + (formattedCount * 3)), new List<string>(formattedCount));

    /// <summary>The sentence with <c>{0}</c>, <c>{1}</c> … for the values.</summary>
    public string Sentence => _sentence.ToString();

    public IReadOnlyList<string> Values => _values;

    public static implicit operator FaultText(string plain) => new FaultText(plain.Length, 0).With(plain);

    public void AppendLiteral(string text) => _sentence.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T value, string? format = null)
    {
        _sentence.Append('{').Append(_values.Count.ToString(CultureInfo.InvariantCulture)).Append('}');
        _values.Add(value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString() ?? "");
    }

    /// <summary>In English.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Sentence, [.. _values]);

    private FaultText With(string plain)
    {
        AppendLiteral(plain);
        return this;
    }
}
