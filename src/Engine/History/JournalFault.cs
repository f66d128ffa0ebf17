namespace GridGov.Workflow.Engine.History;

/// <summary>What is wrong with a history.</summary>
public enum JournalFaultKind
{
    /// <summary>A row's content differs from its hash.</summary>
    Changed,

    /// <summary>A row is missing inside the chain.</summary>
    Deleted,

    /// <summary>A row stands in the chain that was not written there.</summary>
    Inserted,

    /// <summary>A row stands where another one was written.</summary>
    Swapped,

    /// <summary>Rows are missing at the end.</summary>
    Truncated,

    /// <summary>The instance names another last row than the journal has.</summary>
    HeadDiffers,

    /// <summary>The stored state is not the one that the last burst made.</summary>
    StateChanged,

    /// <summary>The history is consistent in itself but differs from a signed anchor.</summary>
    Rewritten,

    /// <summary>The instance or its journal is gone.</summary>
    Missing,
}

/// <summary>The first fault of an instance's history.</summary>
/// <param name="Sequence">Number of the row concerned, from 1; 0 when the whole instance is.</param>
/// <param name="Reason">What was found and what should be there.</param>
/// <param name="ReasonInChinese">The same for people.</param>
public sealed record JournalFault(string InstanceId, long Sequence, JournalFaultKind Kind, string Reason, string ReasonInChinese)
{
    internal static JournalFault Of(string instanceId, long sequence, JournalFaultKind kind, AuditReason reason) =>
        new(instanceId, sequence, kind, reason.English, reason.Chinese);
}

/// <summary>Result of verifying one instance.</summary>
/// <param name="Rows">Rows found sound before the fault, or all.</param>
public sealed record JournalVerdict(string InstanceId, long Rows, JournalFault? Fault)
{
    public bool IsSound => Fault is null;

    /// <summary>The file that holds the history; null while it is in the database.</summary>
    public string? Archive { get; init; }
}
