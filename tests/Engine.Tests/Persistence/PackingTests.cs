using System.Text;
using FluentAssertions;
using GridGov.Workflow.Engine.Persistence;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Persistence;

public sealed class PackingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(119)]
    [InlineData(120)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public void Unpack_AfterPack_GivesTheSameBytes(int length)
    {
        var text = Encoding.UTF8.GetBytes(new string('格', length / 3 + 1))[..length];
        var noise = new byte[length];
        new Random(length).NextBytes(noise);

        Packing.Unpack(Packing.Pack(text)).ToArray().Should().Equal(text);
        Packing.Unpack(Packing.Pack(noise)).ToArray().Should().Equal(noise);
    }

    [Fact]
    public void Pack_NothingToGain_TakesOneByteMore()
    {
        var noise = new byte[500];
        new Random(1).NextBytes(noise);

        Packing.Pack(noise).Should().HaveCount(501).And.StartWith((byte)0);
    }

    /// <summary>A row of the first release: what the dictionary holds may never change.</summary>
    [Fact]
    public void Unpack_StoredByTheFirstRelease_GivesItsBytes()
    {
        const string Stored = "ASi1L/0jcgmLQLm9AQCTQQSgISCWbWpXtBmtfuw9uPzcCgz8XCv4PfdhTRztEIThSIBvqauwa0Dpa7rhajDto7QroZZX";

        Encoding.UTF8.GetString(Packing.Unpack(Convert.FromBase64String(Stored)).Span).Should().Be(Sample);
    }

    [Fact]
    public void Unpack_AnyByteDamaged_IsRefusedOrDiffers()
    {
        var packed = Packing.Pack(Encoding.UTF8.GetBytes(Sample));
        for (var i = 0; i < packed.Length; i++)
        {
            var damaged = packed.ToArray();
            damaged[i] ^= 0x55;
            try
            {
                Packing.Unpack(damaged).Length.Should().BeLessThanOrEqualTo(256 * 1024 * 1024);
            }
            catch (InvalidDataException)
            {
                // Said so; nothing else may be thrown.
            }
        }
    }

    [Theory]
    [InlineData(new byte[0], "*at least one byte*")]
    [InlineData(new byte[] { 9, 1 }, "*Packing 9 is unknown*")]
    [InlineData(new byte[] { 1, 1, 2, 3 }, "*cannot be unpacked*")]
    public void Unpack_NotPacked_SaysWhy(byte[] stored, string message) =>
        FluentActions.Invoking(() => Packing.Unpack(stored)).Should().Throw<InvalidDataException>().WithMessage(message);

    private const string Sample =
        """{"v":1,"stimulus":{"kind":"taskCompleted","taskId":"8bc43dcc9c58f03f837a-1-t1","outcome":"Filed"},"entries":[{"kind":"ActivityStarted","node":"Workflow1:flow:start","execution":"1-3"}]}""";
}
