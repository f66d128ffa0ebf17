using System.Buffers.Binary;

namespace GridGov.Workflow.Host.Attachments.Cleaning;

/// <summary>Copies a PNG with the chunks that its look depends on, and no others. Each chunk carries its own checksum, so copies stay valid.</summary>
internal static class PngCleaning
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;
    private static readonly string[] Kept =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"];

    public static byte[]? Clean(ReadOnlySpan<byte> photo)
    {
        if (photo.Length < SignatureLength + ChunkOverhead) return null;
        using var clean = new MemoryStream(photo.Length);
        clean.Write(photo[..SignatureLength]);
        for (var at = SignatureLength; at + ChunkOverhead <= photo.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(photo[at..]);
            if (length > photo.Length - at - ChunkOverhead) return null;
            var chunk = photo.Slice(at, (int)length + ChunkOverhead);
            var type = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (Kept.Contains(type)) clean.Write(chunk);
            if (type == "IEND") return clean.ToArray();
            at += chunk.Length;
        }

        return null;
    }
}
