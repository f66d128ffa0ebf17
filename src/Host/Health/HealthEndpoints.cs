using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridGov.Workflow.Host.Health;

/// <summary>
/// <c>/health/live</c>: the process answers; restart it when it does not. <c>/health/ready</c>: send it requests, or 503 with the reason.
/// A part that only somebody should look at does not take the node out: the others would have the same.
/// </summary>
internal static class HealthEndpoints
{
    public static string? Version { get; } = typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<HealthLook>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        var time = app.ServiceProvider.GetRequiredService<TimeProvider>();
        var started = time.GetTimestamp();
        app.MapGet("/health/live", () => TypedResults.Ok(new
        {
            status = "live",
            version = Version,
            upSeconds = (long)time.GetElapsedTime(started).TotalSeconds,
        })).ExcludeFromDescription();
        app.MapGet("/health/ready", async Task<JsonHttpResult<HealthReport>> (HealthLook look, CancellationToken stop) =>
        {
            var report = await look.ReadAsync(stop);
            return TypedResults.Json(report, statusCode: report.Status == "waiting" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        }).ExcludeFromDescription();
    }
}
