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
