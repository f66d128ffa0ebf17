namespace GridGov.Workflow.Activities.Cases.Rows;

/// <summary>An urging or supervision in the query tables.</summary>
public sealed record SupervisionRow
{
    /// <summary>Key.</summary>
    public required string Id { get; init; }
    public required string CaseNumber { get; init; }
    public string? OrderId { get; init; }
    public string? Unit { get; init; }
    public required SupervisionLevel Level { get; init; }
    public required string Cause { get; init; }
    public required string AreaCode { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
}
