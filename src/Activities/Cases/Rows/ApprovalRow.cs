namespace GridGov.Workflow.Activities.Cases.Rows;

/// <summary>An application in the query tables.</summary>
public sealed record ApprovalRow
{
    /// <summary>Key.</summary>
    public required string Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string OrderId { get; init; }
    public required ApprovalKind Kind { get; init; }
    public required ApprovalState State { get; init; }
    public required string Unit { get; init; }
    public required string AreaCode { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset DecideBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public required string ReasonCode { get; init; }
}
