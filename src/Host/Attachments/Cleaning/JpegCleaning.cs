using System.Buffers.Binary;

namespace GridGov.Workflow.Host.Attachments.Cleaning;

/// <summary>
/// Copies a JPEG without its metadata segments (ITU T.81 annex B): kept are the tables and scans, JFIF, the colour profile
/// (ICC in APP2) and Adobe's colour transform (APP14). Of Exif only the orientation is written again. What lies behind the end
/// of the image, such as the second picture of a motion photo, is dropped.
/// </summary>
internal static class JpegCleaning
{
    private const byte Mark = 0xFF;
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Comment = 0xFE;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const byte App15 = 0xEF;

    public static byte[]? Clean(ReadOnlySpan<byte> photo)
    {
        if (photo.Length < 4 || photo[0] != Mark || photo[1] != Start) return null;
        using var clean = new MemoryStream(photo.Length);
        clean.Write(photo[..2]);
        if (ExifOrientation.Find(photo) is { } orientation) clean.Write(ExifOrientation.Segment(orientation));
        var at = 2;
        while (true)
        {
            while (at < photo.Length && photo[at] == Mark && at + 1 < photo.Length && photo[at + 1] == Mark) at++;
            if (at + 2 > photo.Length || photo[at] != Mark) return null;
            var marker = photo[at + 1];
            if (marker == End)
            {
                clean.Write(photo.Slice(at, 2));
                return clean.ToArray();
            }

            if (at + 4 > photo.Length) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(photo[(at + 2)..]);
            if (length < 2 || at + 2 + length > photo.Length) return null;
            var segment = photo.Slice(at, 2 + length);
            if (IsKept(marker, segment[4..])) clean.Write(segment);
            at += segment.Length;
            if (marker != StartOfScan) continue;
            var scan = ScanLength(photo[at..]);
            clean.Write(photo.Slice(at, scan));
            at += scan;
        }
    }

    private static bool IsKept(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        App0 => content.StartsWith("JFIF\0"u8),
        App2 => content.StartsWith("ICC_PROFILE\0"u8),
        App14 => content.StartsWith("Adobe"u8),
        Comment => false,
        >= App1 and <= App15 => false,
        _ => true,
    };

    // Coded data runs to the next marker; a stuffed zero and restart markers belong to it.
    private static int ScanLength(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (at + 1 < rest.Length && (rest[at] != Mark || rest[at + 1] is 0 or (>= 0xD0 and <= 0xD7))) at += rest[at] == Mark ? 2 : 1;
        return Math.Min(at, rest.Length);
    }
}
