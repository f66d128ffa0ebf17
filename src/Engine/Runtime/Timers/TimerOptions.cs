using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Engine.Runtime.Timers;

/// <summary>How due timers are found and run.</summary>
public sealed class TimerOptions
{
    /// <summary>How far ahead timers are held in memory; must cover at least two sweeps.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Horizon { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Most timers that one look into the table takes.</summary>
    [Range(10, 100_000)]
    public int Batch { get; set; } = 500;

    /// <summary>
    /// Instances whose timers run at the same time on this node. They share transactions: 8 at a time fill groups so badly that a server
    /// does a quarter of the timers at twice the work for each. Half of a commit group (64) is left for people.
    /// </summary>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 32;

    /// <summary>Wait before a timer that could not run is tried again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);
}
