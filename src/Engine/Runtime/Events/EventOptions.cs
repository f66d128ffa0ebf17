using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Engine.Runtime.Events;

/// <summary>How events find their waits.</summary>
public sealed class EventOptions
{
    /// <summary>How long an event that nobody took is kept for a wait stored later (wall time).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long rows of events stay, so that a repeated publication is recognised.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Events matched at the same time on this node.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 8;

    /// <summary>Most rows that one look of a sweep takes.</summary>
    [Range(10, 100_000)]
    public int Batch { get; set; } = 500;
}
