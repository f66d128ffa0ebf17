using System.Buffers.Binary;
using System.Text;

namespace GridGov.Workflow.Host.Attachments.Cleaning;

/// <summary>
/// Blanks the metadata of a HEIC photo (ISO/IEC 23008-12): the extents of its Exif and XMP items, and boxes of its maker's own. Nothing moves,
/// so every offset holds; how the picture is turned is a property of the picture, not Exif, and stays.
/// </summary>
internal static class HeicCleaning
{
    private const int HeaderLength = 8;

    /// <returns>The cleaned photo, or null when its boxes are not sound.</returns>
    public static byte[]? Clean(byte[] photo)
    {
        var clean = photo.ToArray();
        try
        {
            var top = Boxes(clean, 0, clean.Length).ToList();
            var meta = top.Find(box => box.Type == "meta");
            if (meta.Type is null) return null;
            Blank(clean, top);

            // A full box: four bytes of version and flags come before its children.
            var inner = Boxes(clean, meta.Start + 4, meta.End).ToList();
            Blank(clean, inner);
            var (items, places) = (inner.Find(box => box.Type == "iinf"), inner.Find(box => box.Type == "iloc"));
            if (items.Type is null || places.Type is null) return null;
            var data = inner.Find(box => box.Type == "idat");
            var wanted = MetadataItems(clean, items);
            foreach (var (item, offset, length, isInData) in Extents(clean, places))
            {
                if (!wanted.Contains(item)) continue;
                var start = checked((int)(isInData ? data.Start + offset : offset));
                clean.AsSpan(start, checked((int)length)).Clear();
            }

            return clean;
        }
        catch (Exception unsound) when (unsound is InvalidDataException or ArgumentOutOfRangeException or OverflowException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    // What a maker adds outside of the standard: it may be anything.
    private static void Blank(byte[] file, IEnumerable<Box> boxes)
    {
        foreach (var box in boxes.Where(box => box.Type is "uuid" or "udta" or "free" or "skip")) file.AsSpan(box.Start, box.End - box.Start).Clear();
    }

    private static IEnumerable<Box> Boxes(byte[] file, int from, int to)
    {
        for (var at = from; at + HeaderLength <= to;)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            var type = Encoding.ASCII.GetString(file, at + 4, 4);
            var start = at + HeaderLength;
            if (size == 1)
            {
                size = BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(start));
                start += sizeof(long);
            }
            else if (size == 0)
            {
                size = to - at;
            }

            var end = checked((int)(at + size));
            if (end > to || end < start) throw new InvalidDataException($"A box '{type}' ends at {end}, outside of {start} to {to}.");
            yield return new Box(type, start, end);
            at = end;
        }
    }

    private static HashSet<uint> MetadataItems(byte[] file, Box items)
    {
        var isLong = file[items.Start] > 0;
        var found = new HashSet<uint>();
        foreach (var entry in Boxes(file, items.Start + 4 + (isLong ? 4 : 2), items.End).Where(box => box.Type == "infe"))
        {
            // Version 2 has ids of 16 bits, version 3 of 32; both name the kind after the id and two bytes of protection.
            var version = file[entry.Start];
            if (version < 2) continue;
            var reader = new Reader(file, entry.Start + 4);
            var id = (uint)reader.Next(version == 2 ? 2 : 4);
            reader.Next(2);
            if (Encoding.ASCII.GetString(file, reader.At, 4) is "Exif" or "mime" or "uri ") found.Add(id);
        }

        return found;
    }

    private static IEnumerable<(uint Item, long Offset, long Length, bool IsInData)> Extents(byte[] file, Box places)
    {
        var version = file[places.Start];
        if (version > 2) throw new InvalidDataException($"The places of items have version {version}; known are 0 to 2.");
        var reader = new Reader(file, places.Start + 4);
        var sizes = (int)reader.Next(2);
        var (offsetSize, lengthSize, baseSize, indexSize) = (sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version > 0 ? sizes & 15 : 0);
        var count = reader.Next(version == 2 ? 4 : 2);
        for (var item = 0L; item < count; item++)
        {
            var id = (uint)reader.Next(version == 2 ? 4 : 2);
            var method = version > 0 ? reader.Next(2) & 15 : 0;
            reader.Next(2);
            var start = reader.Next(baseSize);
            var extents = reader.Next(2);
            for (var extent = 0L; extent < extents; extent++)
            {
                reader.Next(indexSize);
                var offset = reader.Next(offsetSize);
                yield return (id, start + offset, reader.Next(lengthSize), method == 1);
            }
        }
    }

    private readonly record struct Box(string Type, int Start, int End);

    // Big-endian numbers of 0 to 8 bytes, one after the other.
    private struct Reader(byte[] file, int at)
    {
        public int At { get; private set; } = at;

        public long Next(int bytes)
        {
            long value = 0;
            for (var i = 0; i < bytes; i++) value = checked((value << 8) | file[At++]);
            return value;
        }
    }
}
