using System.Text.Json.Serialization;
using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// A case with all its orders, applications, supervision and evaluation (domain.md §2.2). Immutable; changed only by
/// <see cref="CaseSubject"/>. Personal values are not here, only references.
/// </summary>
public sealed record GovCase
{
    public const int CurrentFormat = 1;

    public required int Format { get; init; }
    public required string InstanceId { get; init; }

    /// <summary>6 division + yyyyMMdd + 6 sequence, 20 digits, allotted by the host (domain.md §1.5).</summary>
    public required string CaseNumber { get; init; }

    /// <summary>8 characters for the public query; random, so that nobody can enumerate cases.</summary>
    public required string QueryCode { get; init; }
    public required CaseState State { get; init; }
    public required Stage Stage { get; init; }

    /// <summary>States to go back to from a suspension, dispute or conference, the nearest last.</summary>
    public required IReadOnlyList<CaseState> Returns { get; init; }

    public required IntakeChannel Channel { get; init; }
    public required CaseGrade Grade { get; init; }
    public required string Title { get; init; }

    /// <summary>Where the description is kept, <c>pd:{id}</c>: citizens write names and numbers into it.</summary>
    public string? DescriptionRef { get; init; }
    public required Place Place { get; init; }

    /// <summary>References of what was attached to the report; null when nothing was.</summary>
    public IReadOnlyList<string>? Attachments { get; init; }

    /// <summary>What the requester added later; null when nothing was.</summary>
    public IReadOnlyList<CaseAddition>? Additions { get; init; }

    /// <summary>Code of the 小类, or null while unknown.</summary>
    public string? Category { get; init; }

    /// <summary>The chosen filing standard, from the filing on.</summary>
    public string? StandardId { get; init; }

    /// <summary>Version of the catalogue that it was filed under.</summary>
    public string? CatalogueVersion { get; init; }

    /// <summary>Directory id of the person or system that entered it.</summary>
    public required string Reporter { get; init; }

    /// <summary>Unit whose people reported or divert it, such as the grid's township; null when unknown.</summary>
    public string? ReporterUnit { get; init; }
    public required Requester Requester { get; init; }
    public required bool IsUrgent { get; init; }

    /// <summary>When the reporter's device captured it; earlier than the report when it was offline.</summary>
    public DateTimeOffset? CapturedAt { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }
    public DateTimeOffset? FiledAt { get; init; }
    public DateTimeOffset? RepliedAt { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Why the case ended early.</summary>
    public Reason? EndReason { get; init; }

    /// <summary>Merged into, repeated from, or reopened as: case numbers.</summary>
    public string? MergedInto { get; init; }
    public string? RepeatOf { get; init; }
    public string? ReopenedAs { get; init; }
    public required CaseClocks Clocks { get; init; }
    public FactCheck? FactCheck { get; init; }
    public Diversion? Diversion { get; init; }
    public OrderReply? SelfReply { get; init; }
    public required IReadOnlyList<WorkOrder> Orders { get; init; }
    public required IReadOnlyList<ApprovalRequest> Approvals { get; init; }
    public required IReadOnlyList<Supervision> Supervisions { get; init; }
    public required IReadOnlyList<Conference> Conferences { get; init; }
    public required IReadOnlyList<VerificationRecord> Verifications { get; init; }
    public required IReadOnlyList<CallbackTry> CallbackTries { get; init; }
    public required IReadOnlyList<Evaluation> Evaluations { get; init; }

    /// <summary>Highest rung reached: 0 grid worker … 5 government meeting (domain.md §2.6).</summary>
    public required int EscalationLevel { get; init; }
    public required int ReworkCount { get; init; }
    public required int RedoCount { get; init; }

    /// <summary>How often the case was returned or moved: shown to the meeting.</summary>
    public required int ShuffleCount { get; init; }
    public bool IsFalseClosure { get; init; }

    /// <summary>超时申诉 upheld: out of the on-time rate, the fact stays (G10).</summary>
    public bool IsTimeoutExempt { get; init; }

    /// <summary>剔除 upheld: out of satisfaction, the fact stays.</summary>
    public bool IsExcluded { get; init; }

    /// <summary>The evaluation that counts: that of the present round, or null.</summary>
    [JsonIgnore]
    public Evaluation? Evaluation => Evaluations.LastOrDefault(evaluation => evaluation.Round == RedoCount);

    /// <summary>Tries of the present round to reach the requester.</summary>
    [JsonIgnore]
    public IEnumerable<CallbackTry> Tries => CallbackTries.Where(call => call.Round == RedoCount);

    /// <summary>The one active lead order, or null.</summary>
    [JsonIgnore]
    public WorkOrder? Lead => Orders.LastOrDefault(order => order is { Kind: OrderKind.Lead, IsActive: true });

    /// <summary>The active assisting orders.</summary>
    [JsonIgnore]
    public IEnumerable<WorkOrder> Assists => Orders.Where(order => order is { Kind: OrderKind.Assist, IsActive: true });

    [JsonIgnore]
    public IEnumerable<ApprovalRequest> PendingApprovals => Approvals.Where(request => request.State == ApprovalState.Pending);

    /// <summary>Everybody who handled the case: none of them may verify it (G7).</summary>
    [JsonIgnore]
    public IEnumerable<string> Handlers => Orders.SelectMany(order => order.Handlers).Append(SelfReply?.By).Append(SelfReply?.OnBehalfOf).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Units that handled the case and were not relieved of it: none of their people may verify it (G7).</summary>
    [JsonIgnore]
    public IEnumerable<string> HandlingUnits => Orders.Where(order => order.ReceivedAt is not null).Select(order => order.Unit).Distinct(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">No such order; names id and case.</exception>
    public WorkOrder Order(string id) => Orders.FirstOrDefault(order => string.Equals(order.Id, id, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"Case '{CaseNumber}' has no order '{id}'.");

    internal GovCase With(WorkOrder changed) => this with { Orders = [.. Orders.Select(order => order.Id == changed.Id ? changed : order)] };

    internal GovCase With(ApprovalRequest changed) => this with { Approvals = [.. Approvals.Select(request => request.Id == changed.Id ? changed : request)] };
}
