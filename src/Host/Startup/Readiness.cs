using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridGov.Workflow.Host.Startup;

/// <summary>Whether this Host can serve, and why not.</summary>
internal sealed class Readiness
{
    /// <summary>What is still to do, or null when the Host is ready.</summary>
    public string? Waiting { get; set; } = "The database is being prepared.";
}

internal static class HealthEndpoints
{
    // Which release this node runs: during a rolling upgrade there are two.
    private static readonly string Version = typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live", version = Version })).ExcludeFromDescription();
        app.MapGet("/health/ready", Results<Ok<object>, JsonHttpResult<object>> (Readiness readiness) => readiness.Waiting is { } why
            ? TypedResults.Json<object>(new { status = "waiting", why, version = Version }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok<object>(new { status = "ready", version = Version })).ExcludeFromDescription();
    }
}
