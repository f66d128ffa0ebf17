using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>How bursts are written.</summary>
public sealed class CommitOptions
{
    /// <summary>Most works in one transaction.</summary>
    [Range(1, 1000)]
    public int MaxGroup { get; set; } = 64;

    /// <summary>Groups written at the same time. SQLite has one writer, so 1 there; 2–8 on a database server.</summary>
    [Range(1, 32)]
    public int Writers { get; set; } = 1;

    /// <summary>
    /// Bytes from which an instance's state is packed. It is replaced in place, so packing saves no growth: SQLite writes some pages more
    /// for less than it costs to pack them; a server stores what is longer than a quarter of a page aside, in pieces.
    /// </summary>
    [Range(128, 1_000_000)]
    public int PackStatesFrom { get; set; } = 16_000;

    /// <summary>Works that may wait; further callers wait for room.</summary>
    [Range(16, 1_000_000)]
    public int Capacity { get; set; } = 4096;
}
