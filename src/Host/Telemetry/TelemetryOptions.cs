using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;

namespace GridGov.Workflow.Host.Telemetry;

/// <summary>Who is told how the Host does; section <c>GridGov:Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    public const string Section = HostOptions.Section + ":Telemetry";

    /// <summary>Serves <c>/metrics</c> in Prometheus' form.</summary>
    public bool Prometheus { get; set; } = true;

    /// <summary>Bearer token that <c>/metrics</c> asks for. Null: only this machine itself may read, and nothing that a proxy passes on.</summary>
    [MinLength(16)]
    public string? MetricsToken { get; set; }

    /// <summary>Address of a collector that takes traces and metrics over OTLP, such as <c>http://collector:4317</c>; null sends nothing.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>How the collector is spoken to: Grpc, or HttpProtobuf (<c>/v1/traces</c>, <c>/v1/metrics</c>).</summary>
    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>Share of cases whose trace is sent, whole or not at all.</summary>
    [Range(0.0, 1.0)]
    public double TracedShare { get; set; } = 1;
}
