using System.Net;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Public;

/// <summary>One address cannot flood the office.</summary>
public sealed class PublicLimitTests
{
    [Fact]
    public async Task Address_AskingTooOften_IsToldWhenToComeBack()
    {
        await using var host = await InProcessHost.StartAsync(null, "--GridGov:Public:ReadsPerMinute", "3");
        using var client = new HttpClient { BaseAddress = host.Address };
        for (var time = 0; time < 3; time++) (await client.GetStringAsync("/public")).Should().NotBeEmpty();

        // Nobody said that a proxy stands in front: what the client says of its address is not believed.
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var page = await client.GetAsync("/public");
        using var json = await client.GetAsync("/public/cases/ABCDEFGH");

        page.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        page.Headers.RetryAfter!.Delta.Should().BePositive();
        (await PublicForm.TextOf(page)).Should().Contain("操作过于频繁").And.Contain("12345");
        json.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        json.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task Address_BehindAKnownProxy_IsTheClients()
    {
        await using var host = await InProcessHost.StartAsync(null, "--GridGov:Public:ReadsPerMinute", "3", "--GridGov:Proxy:Networks:0", "127.0.0.0/8");
        using var client = new HttpClient { BaseAddress = host.Address };
        for (var time = 0; time < 3; time++) (await AskAsync(client, "203.0.113.7")).Should().Be(HttpStatusCode.OK);

        (await AskAsync(client, "203.0.113.7")).Should().Be(HttpStatusCode.TooManyRequests);
        (await AskAsync(client, "203.0.113.8")).Should().Be(HttpStatusCode.OK);

        // The proxy's word counts, not what the client had written before it.
        (await AskAsync(client, "203.0.113.9, 203.0.113.7")).Should().Be(HttpStatusCode.TooManyRequests);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/public");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
