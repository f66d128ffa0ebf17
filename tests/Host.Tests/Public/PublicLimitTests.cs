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
        await using var host = await HostProcess.StartAsync(null, "--GridGov:Public:ReadsPerMinute", "3");
        using var client = new HttpClient { BaseAddress = host.Address };
        for (var time = 0; time < 3; time++) (await client.GetStringAsync("/public")).Should().NotBeEmpty();

        using var page = await client.GetAsync("/public");
        using var json = await client.GetAsync("/public/cases/ABCDEFGH");

        page.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        page.Headers.RetryAfter!.Delta.Should().BePositive();
        (await PublicForm.TextOf(page)).Should().Contain("操作过于频繁").And.Contain("12345");
        json.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        json.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }
}
