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

    /// <summary>Works that may wait; further callers wait for room.</summary>
    [Range(16, 1_000_000)]
    public int Capacity { get; set; } = 4096;
}
