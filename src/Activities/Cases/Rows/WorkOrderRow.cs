namespace GridGov.Workflow.Activities.Cases.Rows;

/// <summary>An order in the query tables, with all that the rates ask of it (domain.md §4.1).</summary>
public sealed record WorkOrderRow
{
    /// <summary>Key.</summary>
    public required string Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string Unit { get; init; }
    public required OrderKind Kind { get; init; }
    public required OrderState State { get; init; }
    public required bool IsDesignated { get; init; }
    public WhistleKind? Whistle { get; init; }
    public string? Handler { get; init; }
    public required string AreaCode { get; init; }
    public required string GridCode { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required DateTimeOffset ReceiveDueAt { get; init; }
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Last instant on time; while suspended the one before the suspension.</summary>
    public required DateTimeOffset DisposeDueAt { get; init; }
    public required DateTimeOffset DisposeYellowAt { get; init; }
    public required bool IsProvisional { get; init; }
    public DateTimeOffset? SuspendedAt { get; init; }
    public DateTimeOffset? SuspendedUntil { get; init; }
    public required int Extensions { get; init; }

    /// <summary>The last reply; the accepted one once the state is completed.</summary>
    public DateTimeOffset? RepliedAt { get; init; }
    public ReplyResult? Result { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required bool IsReceiveOverdue { get; init; }
    public required bool IsDisposeOverdue { get; init; }

    /// <summary>When the return was applied for, if it was accepted.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }
    public required int ReturnsRejected { get; init; }

    /// <summary>The <see cref="Assessment.OrderFact"/> of the order as JSON: what the rates are computed from.</summary>
    public required string Fact { get; init; }
}
