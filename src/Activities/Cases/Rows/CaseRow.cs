using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Activities.Cases.Rows;

/// <summary>A case in the query tables. No personal data; the state in the instance is the truth, this can be made anew from the journal.</summary>
public sealed record CaseRow
{
    /// <summary>Key.</summary>
    public required string CaseNumber { get; init; }
    public required string InstanceId { get; init; }
    public required string QueryCode { get; init; }
    public required CaseState State { get; init; }
    public required Stage Stage { get; init; }
    public required IntakeChannel Channel { get; init; }
    public required CaseGrade Grade { get; init; }
    public required string Title { get; init; }
    public string? Category { get; init; }
    public string? StandardId { get; init; }
    public required string AreaCode { get; init; }
    public required string GridCode { get; init; }
    public required string PlaceText { get; init; }
    public double? Longitude { get; init; }
    public double? Latitude { get; init; }
    public required string Reporter { get; init; }
    public string? ReporterUnit { get; init; }

    /// <summary>Salted hash of the requester's contact, to find repeats.</summary>
    public string? RequesterHash { get; init; }
    public required bool IsConfidential { get; init; }

    /// <summary>Unit of the active lead order, or of the last one.</summary>
    public string? LeadUnit { get; init; }

    /// <summary>Due instant of the clock that runs now; null while suspended and after the end.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? YellowAt { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }
    public DateTimeOffset? FiledAt { get; init; }
    public DateTimeOffset? RepliedAt { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required int ReworkCount { get; init; }
    public required int RedoCount { get; init; }
    public required int ShuffleCount { get; init; }
    public required int EscalationLevel { get; init; }
    public required bool IsSelfHandled { get; init; }
    public Satisfaction? Satisfaction { get; init; }
    public bool? Solved { get; init; }
    public bool? Contacted { get; init; }
    public required bool IsEvaluatedByRequester { get; init; }
    public required int CallbackTries { get; init; }
    public SupervisionLevel? SupervisionLevel { get; init; }
    public required bool IsTimeoutExempt { get; init; }
    public required bool IsExcluded { get; init; }
    public required bool IsFalseClosure { get; init; }
    public string? MergedInto { get; init; }
    public string? RepeatOf { get; init; }
    public string? ReopenedAs { get; init; }
}
