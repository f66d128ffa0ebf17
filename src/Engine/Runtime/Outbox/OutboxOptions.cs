using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>How effects are delivered.</summary>
public sealed class OutboxOptions
{
    /// <summary>Deliveries at the same time on this node.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 16;

    /// <summary>Deliveries that this node holds claimed in memory; more stay in the table.</summary>
    [Range(1, 100_000)]
    public int Capacity { get; set; } = 1000;

    /// <summary>Attempts before an effect is parked.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>Wait after the first failure; doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time of one attempt. Must be shorter than <see cref="Lease"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a claimed effect belongs to its node; after that another node may take it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "02:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(90);
}
