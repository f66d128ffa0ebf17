namespace GridGov.Workflow.Activities.Assessment;

/// <summary>
/// What is known of one order, for the rates. Immutable: facts are never rewritten, an appeal or exclusion only adds its
/// instant (domain.md, fact 8). Null instants have not happened.
/// </summary>
public sealed record OrderFact
{
    /// <summary>Number of the case.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Id of the order inside the case.</summary>
    public required string OrderId { get; init; }

    /// <summary>Unit of the order; for a merged child the unit of the parent.</summary>
    public required string UnitId { get; init; }

    /// <summary>True for the lead order, false for an assisting one.</summary>
    public bool IsLead { get; init; } = true;

    /// <summary>Person who dispatched, or null when it went out by rule.</summary>
    public string? DispatcherId { get; init; }

    /// <summary>When the order was sent to the unit; null when it was merged before.</summary>
    public DateTimeOffset? DispatchedAt { get; init; }

    /// <summary>End of the receive limit (接哨).</summary>
    public DateTimeOffset? ReceiveDue { get; init; }

    /// <summary>When the unit signed.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>End of the dispose limit with approved extensions; for a designated order counted from the designation.</summary>
    public DateTimeOffset? DisposeDue { get; init; }

    /// <summary>Latest reply, accepted or not.</summary>
    public DateTimeOffset? LastReplyAt { get; init; }

    /// <summary>Every reply in order of time, the last being <see cref="LastReplyAt"/>; empty when only that one is known.</summary>
    public IReadOnlyList<DateTimeOffset> ReplyTimes { get; init; } = [];

    /// <summary>Reply that was accepted by verification; on time is judged on it, or on the closing when there was none.</summary>
    public DateTimeOffset? AcceptedReplyAt { get; init; }

    /// <summary>When the order was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Verifications in order of time.</summary>
    public IReadOnlyList<VerificationFact> Verifications { get; init; } = [];

    /// <summary>Number of approved extensions.</summary>
    public int Extensions { get; init; }

    /// <summary>Suspensions in order of time.</summary>
    public IReadOnlyList<SuspensionFact> Suspensions { get; init; } = [];

    /// <summary>When a return was accepted: the order was misdispatched.</summary>
    public DateTimeOffset? ReturnAcceptedAt { get; init; }

    /// <summary>When a return was rejected; the order stays with its clocks.</summary>
    public DateTimeOffset? ReturnRejectedAt { get; init; }

    /// <summary>When the unit was designated.</summary>
    public DateTimeOffset? DesignatedAt { get; init; }

    /// <summary>When the requester withdrew.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>When the case was merged into another.</summary>
    public DateTimeOffset? MergedAt { get; init; }

    /// <summary>When the report was voided as false.</summary>
    public DateTimeOffset? VoidedAt { get; init; }

    /// <summary>When the matter was handed to 110/119/120/122.</summary>
    public DateTimeOffset? EmergencyTransferAt { get; init; }

    /// <summary>When a joint meeting gave the matter to another unit, which then has an order of its own.</summary>
    public DateTimeOffset? ReassignedAt { get; init; }

    /// <summary>Outcome of the callback; for a case found by the grid, the grid worker's evaluation.</summary>
    public CallbackFact? Callback { get; init; }

    /// <summary>True when the requester is anonymous.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>True when the requester asked for no reply (要求不回复).</summary>
    public bool NoReplyWanted { get; init; }

    /// <summary>When a timeout appeal (超时申诉) was upheld.</summary>
    public DateTimeOffset? TimeoutAppealUpheldAt { get; init; }

    /// <summary>When an exclusion (剔除) was upheld.</summary>
    public DateTimeOffset? ExclusionUpheldAt { get; init; }
}

/// <summary>One verification.</summary>
/// <param name="At">When.</param>
/// <param name="Passed">False sends the order to rework.</param>
public sealed record VerificationFact(DateTimeOffset At, bool Passed);

/// <summary>One suspension (挂账).</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end, or null while it lasts.</param>
public sealed record SuspensionFact(DateTimeOffset From, DateTimeOffset? To);

/// <summary>A callback that was finished.</summary>
/// <param name="At">When it was answered or given up.</param>
/// <param name="Rating">The rating, or null for no answer or refused.</param>
/// <param name="Contacted">Whether the unit had contacted the requester, by the requester's word; null if not answered.</param>
/// <param name="Solved">Whether the matter is solved, by the requester's word; null if not answered.</param>
public sealed record CallbackFact(DateTimeOffset At, Rating? Rating, bool? Contacted = null, bool? Solved = null);

/// <summary>Answer of a callback.</summary>
public enum Rating
{
    /// <summary>非常满意.</summary>
    VerySatisfied,

    /// <summary>满意.</summary>
    Satisfied,

    /// <summary>基本满意, counted with a weight.</summary>
    BasicSatisfied,

    /// <summary>不满意.</summary>
    Dissatisfied,

    /// <summary>非常不满意.</summary>
    VeryDissatisfied,
}
