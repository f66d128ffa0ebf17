using System.Net;
using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Engine.Runtime.Telemetry;
using GridGov.Workflow.Host.Load;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GridGov.Workflow.Host.Telemetry;

/// <summary>Sends traces and metrics where the configuration says; without it nothing listens and nothing is measured.</summary>
internal static class TelemetryServices
{
    private const string Path = "/metrics";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var options = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (!options.Prometheus && options.OtlpEndpoint is null) return services;
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("gridgov-workflow", serviceInstanceId: Environment.MachineName));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(WorkflowTelemetry.Name, BacklogMetrics.MeterName, CommandGate.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime");
            if (options.Prometheus) metrics.AddPrometheusExporter();
            if (options.OtlpEndpoint is not null) metrics.AddOtlpExporter(otlp => Direct(otlp, options, "metrics"));
        });
        services.AddHostedService<BacklogMetrics>();
        if (options.OtlpEndpoint is null) return services;
        telemetry.WithTracing(traces => traces
            .AddSource(WorkflowTelemetry.Name)

            // By the trace's id alone: every node decides the same for a case.
            .SetSampler(new TraceIdRatioBasedSampler(options.TracedShare))
            .AddAspNetCoreInstrumentation(web =>
            {
                web.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && context.Request.Path != Path;

                // Paths hold query codes of citizens: the route tells as much as a reader needs.
                web.EnrichWithHttpResponse = (span, response) => span.SetTag("url.path", (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            })
            .AddHttpClientInstrumentation()
            .AddOtlpExporter(otlp => Direct(otlp, options, "traces")));
        return services;
    }

    public static void MapMetrics(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value;
        if (!options.Prometheus) return;
        app.UseWhen(context => context.Request.Path == Path && !MayRead(context, options.MetricsToken), refused => refused.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        app.MapPrometheusScrapingEndpoint(Path).ExcludeFromDescription();
    }

    // Over HTTP each signal has its own path; over gRPC the service name tells.
    private static void Direct(OtlpExporterOptions otlp, TelemetryOptions options, string signal)
    {
        otlp.Protocol = options.OtlpProtocol;
        otlp.Endpoint = options.OtlpProtocol == OtlpExportProtocol.HttpProtobuf ? new Uri(options.OtlpEndpoint!, $"/v1/{signal}") : options.OtlpEndpoint!;
    }

    private static bool MayRead(HttpContext context, string? token)
    {
        if (token is null) return context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !context.Request.Headers.ContainsKey("X-Forwarded-For");
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes("Bearer " + token));
    }
}
