using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Host.Health;

/// <summary>From when on the health report warns; section <c>GridGov:Health</c>.</summary>
public sealed class HealthOptions
{
    public const string Section = HostOptions.Section + ":Health";

    /// <summary>How late the oldest due timer may be.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan TimerLag { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How late the oldest message to the outside may be.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan OutboxLag { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Free megabytes of the data folder below which it warns.</summary>
    [Range(1, 1_000_000)]
    public int DiskWarning { get; set; } = 2048;

    /// <summary>Free megabytes below which nothing may be relied upon.</summary>
    [Range(1, 1_000_000)]
    public int DiskFailure { get; set; } = 16;
}
