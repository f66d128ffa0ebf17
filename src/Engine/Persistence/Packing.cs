using System.Buffers;
using System.IO.Compression;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// Packs stored bytes: the first byte tells how (0 = as is, 1 = Brotli with a length prefix). Hashes are taken over the
/// unpacked bytes, so the packing can change without touching history.
/// </summary>
internal static class Packing
{
    private const byte Plain = 0;
    private const byte Brotli = 1;
    private const int Header = 5;

    // Quality 1 halves typical rows at a third of the cost of 4, which saves some bytes more; below 120 bytes packing does not pay.
    private const int Quality = 1;
    private const int Window = 18;
    private const int Threshold = 120;
    private const int Limit = 256 * 1024 * 1024;

    public static byte[] Pack(ReadOnlySpan<byte> bytes, int threshold = Threshold)
    {
        if (bytes.Length >= threshold)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length) + Header);
            try
            {
                if (BrotliEncoder.TryCompress(bytes, buffer.AsSpan(Header), out var written, Quality, Window) && written + Header < bytes.Length)
                {
                    buffer[0] = Brotli;
                    System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(1), bytes.Length);
                    return buffer.AsSpan(0, written + Header).ToArray();
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
        if (packed[0] != Brotli || packed.Length < Header)
            throw new InvalidDataException($"Packing {packed[0]} is unknown; known are {Plain} and {Brotli}.");

        var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(packed.AsSpan(1));
        if (length is < 0 or > Limit) throw new InvalidDataException($"A packed value claims {length} bytes; at most {Limit} are allowed.");
        var bytes = new byte[length];
        if (!BrotliDecoder.TryDecompress(packed.AsSpan(Header), bytes, out var written) || written != length)
            throw new InvalidDataException($"A packed value does not unpack to the {length} bytes that it claims.");
        return bytes;
    }
}
