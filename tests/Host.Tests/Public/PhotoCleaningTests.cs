using FluentAssertions;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Attachments.Cleaning;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Public;

/// <summary>A photo tells nothing but its picture.</summary>
public sealed class PhotoCleaningTests
{
    [Fact]
    public void Clean_PhotoOfAPhone_KeepsPictureAndOrientationOnly()
    {
        var clean = PhotoCleaning.Clean(ContentKind.Jpeg, Photos.OfAPhone)!;

        Photos.Find(clean, Photos.Position).Should().Be(-1);
        ExifOrientation.Find(clean).Should().Be(Photos.OnItsSide);
        clean.Should().EndWith(Photos.Plain[^200..], "tables and scan are copied byte for byte");
    }

    [Fact]
    public void Clean_Twice_ChangesNothingMore()
    {
        var clean = PhotoCleaning.Clean(ContentKind.Jpeg, Photos.OfAPhone)!;

        PhotoCleaning.Clean(ContentKind.Jpeg, clean).Should().Equal(clean);
    }

    [Fact]
    public void Clean_BrokenOff_IsNoPhoto()
    {
        for (var length = 0; length < Photos.OfAPhone.Length - 60; length += 97)
            PhotoCleaning.Clean(ContentKind.Jpeg, Photos.OfAPhone[..length]).Should().BeNull();
    }

    [Fact]
    public void Clean_PngWithTextChunk_DropsIt()
    {
        byte[] Chunk(string type, byte[] data) => [0, 0, 0, (byte)data.Length, .. System.Text.Encoding.ASCII.GetBytes(type), .. data, 1, 2, 3, 4];
        byte[] signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        byte[] png = [.. signature, .. Chunk("IHDR", new byte[13]), .. Chunk("tEXt", [1, 2]), .. Chunk("eXIf", [3]), .. Chunk("IDAT", [4]), .. Chunk("IEND", []), 9, 9];

        PhotoCleaning.Clean(ContentKind.Png, png).Should().Equal((byte[])[.. signature, .. Chunk("IHDR", new byte[13]), .. Chunk("IDAT", [4]), .. Chunk("IEND", [])]);
    }

    [Fact]
    public void Clean_HeicOfAPhone_BlanksPositionAndMakersBoxes_AndMovesNothing()
    {
        byte[] heic = Heic();

        ContentKind.Of(heic).Should().Be(ContentKind.Heic);
        var clean = PhotoCleaning.Clean(ContentKind.Heic, heic)!;

        clean.Should().HaveSameCount(heic);
        var text = System.Text.Encoding.ASCII.GetString(clean);
        text.Should().NotContain("HOME").And.NotContain("XMPX").And.NotContain("MAKER").And.Contain("PICTURE");
        PhotoCleaning.Clean(ContentKind.Heic, heic[..60]).Should().BeNull("what is broken off promises nothing");
        PhotoCleaning.Clean(ContentKind.Heic, Box("ftyp", "heic", "mif1")).Should().BeNull("without items nothing is known of it");
    }

    // The picture, its Exif and its XMP, one after the other in the media data; ids 1, 2, 3.
    private static byte[] Heic()
    {
        byte[] Number(int value, int bytes) => [.. Enumerable.Range(0, bytes).Select(i => (byte)(value >> (8 * (bytes - 1 - i))))];
        byte[] Item(int id, string type) => Box("infe", [2, 0, 0, 0, .. Number(id, 2), 0, 0, .. System.Text.Encoding.ASCII.GetBytes(type), 0]);
        byte[] Meta(int start)
        {
            byte[] Place(int id, int offset, int length) => [.. Number(id, 2), 0, 0, 0, 0, .. Number(1, 2), .. Number(start + offset, 4), .. Number(length, 4)];
            byte[] items = Box("iinf", [0, 0, 0, 0, .. Number(3, 2), .. Item(1, "hvc1"), .. Item(2, "Exif"), .. Item(3, "mime")]);
            byte[] places = Box("iloc", [1, 0, 0, 0, 0x44, 0, .. Number(3, 2), .. Place(1, 0, 7), .. Place(2, 7, 4), .. Place(3, 11, 4)]);
            return Box("meta", [0, 0, 0, 0, .. items, .. places, .. Box("uuid", "MAKER")]);
        }

        byte[] first = [.. Box("ftyp", "heic", "\0\0\0\0", "mif1"), .. Box("uuid", "MAKER")];
        return [.. first, .. Meta(first.Length + Meta(0).Length + 8), .. Box("mdat", "PICTURE", "HOME", "XMPX")];
    }

    private static byte[] Box(string type, params string[] content) => Box(type, System.Text.Encoding.ASCII.GetBytes(string.Concat(content)));

    private static byte[] Box(string type, byte[] content) => [0, 0, (byte)((content.Length + 8) >> 8), (byte)(content.Length + 8), .. System.Text.Encoding.ASCII.GetBytes(type), .. content];

    [Fact]
    public void Clean_WebPWithExif_DropsItAndItsFlag()
    {
        byte[] Chunk(string type, byte[] data) => [.. System.Text.Encoding.ASCII.GetBytes(type), (byte)data.Length, 0, 0, 0, .. data];
        byte[] header = [0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] File(params byte[][] chunks)
        {
            var content = chunks.SelectMany(chunk => chunk).ToArray();
            return [.. "RIFF"u8, (byte)(content.Length + 4), 0, 0, 0, .. "WEBP"u8, .. content];
        }

        var clean = PhotoCleaning.Clean(ContentKind.WebP, File(Chunk("VP8X", header), Chunk("VP8 ", [1, 2]), Chunk("EXIF", [3, 4]), Chunk("XMP ", [5, 6])));

        header[0] = 0;
        clean.Should().Equal(File(Chunk("VP8X", header), Chunk("VP8 ", [1, 2])));
    }
}
