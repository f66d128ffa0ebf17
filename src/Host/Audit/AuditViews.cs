using GridGov.Workflow.Engine.History;

namespace GridGov.Workflow.Host.Audit;

/// <summary>What to verify: one case, one instance, or everything.</summary>
public sealed record VerifyRequest(string? CaseNumber = null, string? InstanceId = null);

/// <summary>What was found. <paramref name="Faults"/> names the first bad row of every altered history.</summary>
/// <param name="AnchorFault">Set when the anchors themselves do not fit the file or their signatures.</param>
public sealed record VerifyReply(bool IsIntact, int Instances, long Rows, IReadOnlyList<JournalFault> Faults, AnchorFault? AnchorFault)
{
    /// <summary>Instances whose histories are in archive files; they count among <see cref="Instances"/>.</summary>
    public int Archived { get; init; }

    /// <summary>The files that prove them, below the archive folder; the first hundred.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];
}

/// <summary>A signed anchor.</summary>
public sealed record AnchorView(long Sequence, DateTimeOffset At, string Root, string Hash, string Signature);
