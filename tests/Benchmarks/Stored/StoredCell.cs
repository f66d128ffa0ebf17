using System.Text;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>One value of a stored row of a case, ready to be written for another case.</summary>
internal sealed class StoredCell
{
    private readonly object? _value;
    private readonly Pattern? _text;
    private readonly Pattern? _packed;

    /// <param name="isPacked">Bytes written by <see cref="Packing"/>.</param>
    public StoredCell(object? value, bool isPacked, IReadOnlyList<string> texts)
    {
        _value = value;
        if (value is string text && new Pattern(Encoding.UTF8.GetBytes(text), texts) is { IsConstant: false } pattern) _text = pattern;
        if (isPacked && value is byte[] bytes) _packed = new Pattern(Packing.Unpack(bytes).Span, texts);
    }

    /// <param name="content">The unpacked bytes of a packed value, else empty.</param>
    public object? For(IReadOnlyList<string> texts, out byte[] content)
    {
        content = _packed?.For(texts) ?? [];
        if (_packed is not null) return Packing.Pack(content);
        return _text is null ? _value : Encoding.UTF8.GetString(_text.For(texts));
    }
}
