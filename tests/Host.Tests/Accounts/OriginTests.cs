using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Accounts;

/// <summary>Another site cannot make a signed-in browser change something, though Studio sends no antiforgery token.</summary>
[Collection(HostCollection.Name)]
public sealed class OriginTests(HostFixture fixture)
{
    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    public async Task Post_WithCookie_OnlyFromOurOrigin(string header, string value, int status)
    {
        using var session = await WebSession.SignedInAsync(fixture.Host, "clerk-01");
        session.Client.DefaultRequestHeaders.Add(header, value);

        var answer = await session.Api.PostAsync("/api/deadlines/preview", System.Text.Json.Nodes.JsonNode.Parse(
            """{"start":"2026-03-10T10:00:00+08:00","limit":4,"unit":"WorkHour"}"""));

        answer.Status.Should().Be(status, answer.Text);
        if (status == 403) answer.Json["code"]!.GetValue<string>().Should().Be("origin.foreign");
    }

    [Fact]
    public async Task Post_OwnOrigin_IsServed()
    {
        using var session = await WebSession.SignedInAsync(fixture.Host, "clerk-01");
        session.Client.DefaultRequestHeaders.Add("Origin", fixture.Host.Address.GetLeftPart(UriPartial.Authority));

        (await session.Api.PostAsync("/api/deadlines/preview", System.Text.Json.Nodes.JsonNode.Parse(
            """{"start":"2026-03-10T10:00:00+08:00","limit":4,"unit":"WorkHour"}"""))).Ok();
    }

    [Fact]
    public async Task Post_WithKeyFromAnotherSite_IsServed()
    {
        using var client = fixture.Host.Client("clerk-01");
        client.DefaultRequestHeaders.Add("Origin", "https://partner.example");

        (await new Api(client).PostAsync("/api/deadlines/preview", System.Text.Json.Nodes.JsonNode.Parse(
            """{"start":"2026-03-10T10:00:00+08:00","limit":4,"unit":"WorkHour"}"""))).Ok();
    }
}
