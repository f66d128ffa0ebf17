using System.Buffers.Binary;

namespace GridGov.Workflow.Host.Attachments.Cleaning;

/// <summary>Copies a WebP (RIFF) without its EXIF and XMP chunks, and clears the flags of the header that announce them.</summary>
internal static class WebPCleaning
{
    private const int HeaderLength = 12;
    private const int ChunkHeader = 8;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;
    private static readonly string[] Kept = ["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"];

    public static byte[]? Clean(ReadOnlySpan<byte> photo)
    {
        if (photo.Length < HeaderLength + ChunkHeader) return null;
        using var clean = new MemoryStream(photo.Length);
        clean.Write(photo[..HeaderLength]);
        for (var at = HeaderLength; at + ChunkHeader <= photo.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(photo[(at + 4)..]);
            var padded = length + (length & 1);
            if (length > photo.Length - at - ChunkHeader) return null;
            var chunk = photo.Slice(at, (int)Math.Min(ChunkHeader + padded, photo.Length - at)).ToArray();
            var type = System.Text.Encoding.ASCII.GetString(chunk, 0, 4);
            if (type == "VP8X" && chunk.Length > ChunkHeader) chunk[ChunkHeader] &= unchecked((byte)~(ExifFlag | XmpFlag));
            if (Kept.Contains(type)) clean.Write(chunk);
            at += chunk.Length;
        }

        var bytes = clean.ToArray();
        if (bytes.Length == HeaderLength) return null;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - ChunkHeader);
        return bytes;
    }
}
