using System.Buffers;
using ZstdSharp;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// Packs stored bytes: the first byte tells how (0 = as is, 1 = a Zstandard frame over <see cref="Dictionary"/>). Hashes are taken over the
/// unpacked bytes, so the packing can change without touching history.
/// </summary>
internal static class Packing
{
    private const byte Plain = 0;
    private const byte Zstandard = 1;

    // With a dictionary that knows our JSON, level 1 packs a state to a tenth; level 3 saves another tenth, and cost a step what Brotli had cost.
    private const int Level = 1;
    private const int Threshold = 120;
    private const int Limit = 256 * 1024 * 1024;

    /// <summary>
    /// What our states and journals have in common, made by <c>tests/Benchmarks -- dictionary</c> from a demo city. Stored rows need it for
    /// ever: a better one gets a file and a first byte of its own.
    /// </summary>
    private static readonly byte[] Dictionary = ReadDictionary();

    [ThreadStatic]
    private static Compressor? _compressor;

    [ThreadStatic]
    private static Decompressor? _decompressor;

    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= Threshold)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(Compressor.GetCompressBound(bytes.Length) + 1);
            try
            {
                _compressor ??= CreateCompressor();
                var written = _compressor.Wrap(bytes, buffer.AsSpan(1));
                if (written < bytes.Length)
                {
                    buffer[0] = Zstandard;
                    return buffer.AsSpan(0, written + 1).ToArray();
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        var plain = new byte[bytes.Length + 1];
        plain[0] = Plain;
        bytes.CopyTo(plain.AsSpan(1));
        return plain;
    }

    /// <exception cref="InvalidDataException">Not packed by this class, or damaged.</exception>
    public static ReadOnlyMemory<byte> Unpack(byte[] packed)
    {
        if (packed.Length == 0) throw new InvalidDataException("A packed value has at least one byte; this one is empty.");
        if (packed[0] == Plain) return packed.AsMemory(1);
        if (packed[0] != Zstandard) throw new InvalidDataException($"Packing {packed[0]} is unknown; known are {Plain} and {Zstandard}.");
        try
        {
            var frame = packed.AsSpan(1);
            var length = Decompressor.GetDecompressedSize(frame);
            if (length > Limit) throw new InvalidDataException($"A packed value claims {length} bytes; at most {Limit} are allowed.");
            _decompressor ??= CreateDecompressor();
            var bytes = new byte[length];
            if (_decompressor.Unwrap(frame, bytes) is var written && (ulong)written != length)
                throw new InvalidDataException($"A packed value claims {length} bytes and holds {written}.");
            return bytes;
        }
        catch (ZstdException e)
        {
            throw new InvalidDataException($"A packed value cannot be unpacked: {e.Message}", e);
        }
    }

    private static Compressor CreateCompressor()
    {
        var compressor = new Compressor(Level);
        compressor.LoadDictionary(Dictionary);
        return compressor;
    }

    private static Decompressor CreateDecompressor()
    {
        var decompressor = new Decompressor();
        decompressor.LoadDictionary(Dictionary);
        return decompressor;
    }

    private static byte[] ReadDictionary()
    {
        using var stream = typeof(Packing).Assembly.GetManifestResourceStream("GridGov.Workflow.Engine.Persistence.Resources.packing-1.zdict")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
