using System.Buffers.Binary;

namespace GridGov.Workflow.Host.Attachments.Cleaning;

/// <summary>Which way up a photo is: the one value of Exif that its look depends on.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const int EntrySize = 12;

    /// <summary>1–8 as in Exif (TIFF 6.0), or null when the photo does not say.</summary>
    public static ushort? Find(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] is >= 0xE0 and <= 0xEF;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length) return null;
            var content = jpeg.Slice(at + 4, length - 2);
            if (jpeg[at + 1] == 0xE1 && content.StartsWith("Exif\0\0"u8)) return Read(content[6..]);
            at += 2 + length;
        }

        return null;
    }

    /// <summary>An APP1 segment with the orientation and nothing else.</summary>
    public static byte[] Segment(ushort orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static ushort? Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14) return null;
        var little = tiff.StartsWith("II"u8);
        var directory = Int32(tiff[4..], little);
        if (directory > (uint)tiff.Length - 2) return null;
        var entries = tiff[(int)directory..];
        var count = Int16(entries, little);
        for (var index = 0; index < count && 2 + ((index + 1) * EntrySize) <= entries.Length; index++)
        {
            var entry = entries.Slice(2 + (index * EntrySize), EntrySize);
            if (Int16(entry, little) == Tag) return Int16(entry[8..], little) is >= 1 and <= 8 and var value ? value : null;
        }

        return null;
    }

    private static ushort Int16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Int32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
