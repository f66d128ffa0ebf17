using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>What can be applied for (domain.md §2.2).</summary>
public enum ApprovalKind
{
    /// <summary>退回.</summary>
    Return,

    /// <summary>权属争议.</summary>
    OwnershipDispute,

    /// <summary>延期.</summary>
    Extension,

    /// <summary>挂账.</summary>
    Suspension,

    /// <summary>超时申诉.</summary>
    TimeoutAppeal,

    /// <summary>剔除.</summary>
    Exclusion,
}

/// <summary>What became of an application.</summary>
public enum ApprovalState
{
    /// <summary>待审批.</summary>
    Pending,

    /// <summary>同意.</summary>
    Accepted,

    /// <summary>不同意.</summary>
    Rejected,

    /// <summary>红灯失效，或情况变化而失效.</summary>
    Lapsed,
}

/// <summary>One approver's word.</summary>
public sealed record ApprovalDecision(bool Accepted, string Opinion, string By, DateTimeOffset At);

/// <summary>An application and its decisions. Immutable.</summary>
public sealed record ApprovalRequest
{
    /// <summary>Case number, <c>-A</c>, and the number of the application.</summary>
    public required string Id { get; init; }
    public required ApprovalKind Kind { get; init; }
    public required ApprovalState State { get; init; }
    public required string OrderId { get; init; }
    public required string Unit { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Reason Reason { get; init; }
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>Last instant for the decision; what is not decided until then is rejected (domain.md §2.5).</summary>
    public required DateTimeOffset DecideBy { get; init; }
    public required IReadOnlyList<ApprovalDecision> Decisions { get; init; }

    /// <summary>Extension: the delay asked for.</summary>
    public Limit? Delay { get; init; }

    /// <summary>Suspension: when it ends by itself.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Suspension: what will be done until then.</summary>
    public string? Plan { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>How many accepting decisions by different people it takes: two for what changes figures (G10).</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int DecisionsNeeded => Kind is ApprovalKind.TimeoutAppeal or ApprovalKind.Exclusion ? 2 : 1;
}
