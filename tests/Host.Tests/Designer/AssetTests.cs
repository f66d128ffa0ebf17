using System.Net;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Accounts;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Designer;

/// <summary>The Studio package over HTTP: types, compression, caching, and nothing beside it.</summary>
[Collection(HostCollection.Name)]
public sealed class AssetTests(HostFixture fixture)
{
    [Theory]
    [InlineData("_framework/blazor.webassembly.js", "text/javascript", "no-cache")]
    [InlineData("_content/MudBlazor/MudBlazor.min.css", "text/css", "no-cache")]
    [InlineData("_content/Elsa.Studio.Shell/site.webmanifest", "application/manifest+json", "no-cache")]
    [InlineData("appsettings.json", "application/json", "no-cache")]
    [InlineData("_framework/*.wasm", "application/wasm", "public, max-age=31536000, immutable")]
    [InlineData("_framework/*.dat", "application/octet-stream", "public, max-age=31536000, immutable")]
    public async Task Asset_HasTypeCachingAndBrotli(string path, string type, string caching)
    {
        using var client = Client("gzip, br");

        using var answer = await client.GetAsync("/designer/" + Resolve(path));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        answer.Headers.GetValues("Cache-Control").Should().Equal(caching);
        answer.Headers.Vary.Should().Contain("Accept-Encoding");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        if (!path.EndsWith(".json", StringComparison.Ordinal)) answer.Content.Headers.ContentEncoding.Should().Equal("br");
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("gzip;q=0.5, br", "br")]
    [InlineData("identity", null)]
    public async Task Asset_EncodingIsTheOneAskedFor(string accepts, string? expected)
    {
        using var client = Client(accepts);

        using var answer = await client.GetAsync("/designer/_framework/blazor.webassembly.js");

        answer.Content.Headers.ContentEncoding.Should().Equal(expected is null ? [] : [expected]);
        (await answer.Content.ReadAsByteArrayAsync()).Length.Should().BeInRange(expected is null ? 40_000 : 5_000, expected is null ? 500_000 : 40_000);
    }

    [Fact]
    public async Task Asset_KnownByItsTag_Answers304()
    {
        using var client = Client("br");
        using var first = await client.GetAsync("/designer/_content/MudBlazor/MudBlazor.min.js");
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await client.GetAsync("/designer/_content/MudBlazor/MudBlazor.min.js");

        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
        second.Headers.ETag.Should().Be(first.Headers.ETag);
    }

    [Theory]
    [InlineData("/designer/index.html")]
    [InlineData("/designer/package.json")]
    [InlineData("/designer/_content/none.js")]
    [InlineData("/designer/_content/%2e%2e/package.json")]
    [InlineData("/designer/_content/..%2fpackage.json")]
    public async Task Asset_NotServed_Answers404(string path)
    {
        using var client = Client("br");

        (await client.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/workflows/definitions/a%20b/edit", "/designer/workflows/definitions/a%20b/edit")]
    [InlineData("/workflows/instances/i1/view", "/designer/workflows/instances/i1/view")]
    [InlineData("/diagnostics/structured-logs?workflowInstanceId=i1", "/designer/workflows/instances/i1/view")]
    [InlineData("/diagnostics/anything", "/designer/workflows/instances")]
    public async Task StrayLink_LeadsToItsPage(string link, string page)
    {
        using var session = new WebSession(fixture.Host);

        using var answer = await session.Client.GetAsync(link);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.Should().Be(page);
    }

    [Fact]
    public async Task Page_HoldsItsElementUnderThePolicy()
    {
        using var session = await WebSession.SignedInAsync(fixture.Host, "auditor");

        using var answer = await session.Client.GetAsync("/designer/workflows/definitions/a%22%3E%3Cb/edit");
        var html = await answer.Content.ReadAsStringAsync();

        html.Should().Contain("data-element=\"elsa-workflow-definition-editor\"").And.Contain("<base href=\"/designer/\"");
        html.Should().Contain("data-id=\"a&quot;&gt;&lt;b\"").And.NotContain("\"><b");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.NotContain("script-src 'self' 'unsafe-inline'");
    }

    private static string Resolve(string path)
    {
        if (!path.Contains('*', StringComparison.Ordinal)) return path;
        var folder = typeof(Program).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(data => data.Key == "StudioFolder").Value!;
        return "_framework/" + Path.GetFileName(Directory.EnumerateFiles(Path.Combine(folder, "_framework"), Path.GetFileName(path)).First());
    }

    private HttpClient Client(string acceptEncoding)
    {
        var client = new HttpClient { BaseAddress = fixture.Host.Address };
        client.DefaultRequestHeaders.Add("Accept-Encoding", acceptEncoding);
        return client;
    }
}
