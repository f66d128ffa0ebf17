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
    /// Bytes from which an instance's state is packed. What is longer than a part of a page, every database stores aside in pieces, which
    /// costs more than packing it (docs/benchmarks.md).
    /// </summary>
    [Range(128, 1_000_000)]
    public int PackStatesFrom { get; set; } = 1500;

    /// <summary>Works that may wait; further callers wait for room.</summary>
    [Range(16, 1_000_000)]
    public int Capacity { get; set; } = 4096;
}
