using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace GridGov.Workflow.Engine.History;

/// <summary>
/// An encoding that no two lists of values share: texts are UTF-8 and bytes as they are, each after its length in 4 bytes (-1 for null);
/// numbers are 8 bytes, big-endian.
/// </summary>
internal sealed class CanonicalBytes(int capacity) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Add(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), value);

    public void Add(ReadOnlySpan<byte> value)
    {
        AddLength(value.Length);
        value.CopyTo(Take(value.Length));
    }

    public void Add(byte[] value) => Add(value.AsSpan());

    public void Add(string? value)
    {
        if (value is null)
        {
            AddLength(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        AddLength(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void AddLength(int length) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);

    private Span<byte> Take(int length)
    {
        if (_bytes.Length - _length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + length, 2 * _bytes.Length));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
