using System.Buffers.Binary;
using System.Text;

namespace GridGov.Workflow.Host.Tests.Public;

/// <summary>A photo as a phone makes it: with its position in the metadata, standing on its side.</summary>
public static class Photos
{
    /// <summary>Stands in the metadata where the position would be.</summary>
    public const string Position = "35.7200N 115.0200E";
    public const byte OnItsSide = 6;

    public static byte[] Plain { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Public", "pothole.jpg"));

    /// <summary>With Exif (orientation and a text), a comment, and another file behind its end.</summary>
    public static byte[] OfAPhone { get; } =
        [.. Plain[..2], .. Segment(0xE1, Exif()), .. Segment(0xFE, Encoding.ASCII.GetBytes(Position)), .. Plain[2..], .. Encoding.ASCII.GetBytes("ftypmp42" + Position)];

    public static int Find(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text));

    private static byte[] Exif()
    {
        byte[] entries = [0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, OnItsSide, 0, 0, 0x01, 0x0E, 0, 2, 0, 0, 0, 19, 0, 0, 0, 38, 0, 0, 0, 0];
        return [.. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, .. entries, .. Encoding.ASCII.GetBytes(Position + "\0")];
    }

    private static byte[] Segment(byte marker, byte[] content)
    {
        var head = new byte[4];
        (head[0], head[1]) = (0xFF, marker);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(content.Length + 2));
        return [.. head, .. content];
    }
}
