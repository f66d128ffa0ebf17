using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Host.Load;

/// <summary>How much one node takes on at a time; section <c>GridGov:Load</c>.</summary>
public sealed class LoadOptions
{
    public const string Section = HostOptions.Section + ":Load";

    /// <summary>
    /// Commands that may be worked on at the same time. Whoever is let in waits about this number divided by the steps that the node does
    /// in a second: 512 at 1,500 steps a second are a third of a second.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxCommands { get; set; } = 512;

    /// <summary>Bursts that may wait to be written, timers and answers of other systems included, before commands are turned away.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaitingCommits { get; set; } = 2048;

    /// <summary>What a caller who is turned away is told to wait.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);
}
