using System.Text.Json.Serialization;
using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>主办 or 协办.</summary>
public enum OrderKind { Lead, Assist }

/// <summary>States of an order.</summary>
public enum OrderState
{
    /// <summary>待接哨.</summary>
    Sent,

    /// <summary>已接哨办理中.</summary>
    Received,

    /// <summary>已回复.</summary>
    Replied,

    /// <summary>验证不通过返工.</summary>
    Reworking,

    /// <summary>办结.</summary>
    Completed,

    /// <summary>退回成立.</summary>
    Returned,

    /// <summary>改派给其他单位.</summary>
    Reassigned,

    /// <summary>随案件撤回、作废、并案或转送而终止.</summary>
    Ended,
}

/// <summary>Result of handling (domain.md §2.3 ⑤).</summary>
public enum ReplyResult
{
    /// <summary>已解决.</summary>
    Solved,

    /// <summary>部分解决.</summary>
    PartlySolved,

    /// <summary>已解释，依法不能解决.</summary>
    ExplainedNotSolvable,

    /// <summary>已启动法律程序.</summary>
    LegalProcedureStarted,

    /// <summary>已消除危险，待修复.</summary>
    MadeSafePendingRepair,
}

/// <summary>What a unit says it has done. Evidence is a list of attachment hashes. A deputy replies on behalf of whom it stands in for.</summary>
public sealed record OrderReply(
    ReplyResult Result, string Text, string? LegalBasis, IReadOnlyList<string> Evidence, string By, DateTimeOffset At, string? OnBehalfOf = null);

/// <summary>Progress that an assisting unit reports to the lead.</summary>
public sealed record StageReport(string Text, string By, DateTimeOffset At);

/// <summary>One unit's share of the case, with its own clocks. Immutable.</summary>
public sealed record WorkOrder
{
    /// <summary>Case number, a dash, and the number of the order: <c>41090120260305000001-1</c>.</summary>
    public required string Id { get; init; }
    public required string Unit { get; init; }
    public required OrderKind Kind { get; init; }
    public required OrderState State { get; init; }

    /// <summary>指定: the order cannot be returned (G5).</summary>
    public required bool IsDesignated { get; init; }
    public WhistleKind? Whistle { get; init; }
    public string? Note { get; init; }

    /// <summary>Version of the data that the limits were taken from.</summary>
    public required string LimitsVersion { get; init; }
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>接哨 clock: from delivery to signing.</summary>
    public required PausableClock Receive { get; init; }

    /// <summary>处置 clock: from sending to the final reply.</summary>
    public required PausableClock Dispose { get; init; }

    /// <summary>Last instant for a return request, known once the order is received (domain.md §3.4).</summary>
    public DateTimeOffset? ReturnableUntil { get; init; }
    public string? ReceivedBy { get; init; }
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Who works on it now, or null.</summary>
    public string? Handler { get; init; }

    /// <summary>Everybody who ever handled it, the current handler included: they may not verify (G7).</summary>
    public required IReadOnlyList<string> Handlers { get; init; }
    public OrderReply? Reply { get; init; }

    /// <summary>When the unit replied, each time, the last being that of <see cref="Reply"/>; null before the first. A period that
    /// ended between two replies is judged by the earlier one.</summary>
    public IReadOnlyList<DateTimeOffset>? ReplyTimes { get; init; }
    public required IReadOnlyList<StageReport> StageReports { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReceiveOverdue { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DisposeOverdue { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DisposeYellow { get; init; }

    /// <summary>True while the unit has something to do or to answer for.</summary>
    [JsonIgnore]
    public bool IsActive => State is OrderState.Sent or OrderState.Received or OrderState.Replied or OrderState.Reworking;
}
