using FluentAssertions;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Startup;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Problems;

/// <summary>Trouble that passes is 503 with Retry-After, a fault of ours stays 500 (around kills three answers were 500).</summary>
public sealed class UnavailableTests
{
    public static TheoryData<string, int> Troubles => new()
    {
        { "database-closed", 503 },
        { "outcome-unknown", 503 },
        { "busy", 503 },
        { "disk-full", 503 },
        { "read-only-under-ef", 503 },
        { "silo", 503 },
        { "timeout", 503 },
        { "memory", 503 },
        { "several", 503 },
        { "constraint", 500 },
        { "row-refused", 500 },
        { "bug", 500 },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Handler_OfRunningHost_TellsTroubleFromFaults(string trouble, int status)
    {
        await using var server = await StartAsync(new Readiness { Waiting = null });

        var (answer, retryAfter) = await AskAsync(server, trouble);

        answer.Status.Should().Be(status, answer.Text);
        answer.ContentType.Should().Be("application/problem+json");
        answer.Json["code"]!.GetValue<string>().Should().Be(status == 503 ? "unavailable" : "internal");
        retryAfter.Should().Be(status == 503 ? "2" : null);
        answer.Text.Should().NotContain("planted", "the text of an exception is not for callers");
    }

    [Theory]
    [InlineData("bug")]
    [InlineData("disposed")]
    public async Task Handler_OfStartingOrStoppingHost_AnswersUnavailable(string trouble)
    {
        await using var server = await StartAsync(new Readiness());

        var (answer, retryAfter) = await AskAsync(server, trouble);

        answer.Status.Should().Be(503);
        retryAfter.Should().NotBeNull();
    }

    private static Exception Make(string trouble) => trouble switch
    {
        "database-closed" => new CommitFailedException("planted") { IsUnavailable = true },
        "outcome-unknown" => new CommitUnknownException("planted"),
        "busy" => new SqliteException("planted", 5),
        "memory" => new InvalidOperationException("planted", new InsufficientMemoryException("planted")),
        "disk-full" => new CommitFailedException("planted", new SqliteException("planted", 13)),
        "read-only-under-ef" => new DbUpdateException("planted", new SqliteException("planted", 8)),
        "silo" => new SiloUnavailableException("planted"),
        "timeout" => new TimeoutException("planted"),
        "several" => new AggregateException(new InvalidOperationException("planted"), new SqliteException("planted", 14)),
        "constraint" => new DbUpdateException("planted", new SqliteException("planted", 19)),
        "row-refused" => new CommitFailedException("planted"),
        "disposed" => new ObjectDisposedException("planted"),
        _ => new InvalidOperationException("planted"),
    };

    private static async Task<WebApplication> StartAsync(Readiness readiness)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(readiness);
        builder.Services.AddExceptionHandler<ProblemHandler>();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGet("/{trouble}", (string trouble) => { throw Make(trouble); });
        await app.StartAsync();
        return app;
    }

    private static async Task<(ApiAnswer Answer, string? RetryAfter)> AskAsync(WebApplication server, string trouble)
    {
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using var response = await client.GetAsync("/" + trouble);
        var answer = new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType);
        return (answer, response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
    }
}
