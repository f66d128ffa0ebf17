using System.Text;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>UTF-8 text in which the texts of one case stand at known places; those of another, as long as they, are put there.</summary>
internal sealed class Pattern
{
    private readonly byte[] _bytes;
    private readonly (int Offset, int Text)[] _places;
    private readonly int[] _lengths;

    public Pattern(ReadOnlySpan<byte> bytes, IReadOnlyList<string> texts)
    {
        _bytes = bytes.ToArray();
        _lengths = [.. texts.Select(Encoding.UTF8.GetByteCount)];
        var places = new List<(int, int)>();
        for (var text = 0; text < texts.Count; text++)
        {
            var sought = Encoding.UTF8.GetBytes(texts[text]);
            for (var from = 0; _bytes.AsSpan(from).IndexOf(sought) is >= 0 and var found; from += found + sought.Length) places.Add((from + found, text));
        }

        _places = [.. places];
    }

    public bool IsConstant => _places.Length == 0;

    /// <exception cref="ArgumentException">A text does not have the length of the one whose place it takes.</exception>
    public byte[] For(IReadOnlyList<string> texts)
    {
        var bytes = (byte[])_bytes.Clone();
        foreach (var (offset, text) in _places)
        {
            if (Encoding.UTF8.GetBytes(texts[text], bytes.AsSpan(offset)) != _lengths[text])
                throw new ArgumentException($"'{texts[text]}' is not {_lengths[text]} bytes long, as the text that it replaces.", nameof(texts));
        }

        return bytes;
    }
}
