namespace GridGov.Workflow.Host.Demo;

/// <summary>What an actor did, or what an order said when it was handed over.</summary>
internal enum Deed
{
    /// <summary>An order came to a unit, with its limits.</summary>
    Sent,

    /// <summary>接哨.</summary>
    Signed,

    /// <summary>回复.</summary>
    Replied,

    /// <summary>验证通过.</summary>
    Passed,

    /// <summary>验证不通过.</summary>
    Failed,

    /// <summary>The dispatcher agreed to a return.</summary>
    Returned,

    /// <summary>The dispatcher did not agree to a return.</summary>
    ReturnRejected,

    /// <summary>The order was named the unit's for good; its dispose limit begins anew.</summary>
    Designated,

    /// <summary>A meeting or the centre gave the matter to another unit.</summary>
    Reassigned,

    /// <summary>延期.</summary>
    Extended,

    /// <summary>挂账.</summary>
    Suspended,

    /// <summary>The suspension ended.</summary>
    Resumed,

    /// <summary>The order of an assisting unit ended with the case.</summary>
    AssistEnded,

    /// <summary>结案.</summary>
    Closed,

    /// <summary>The citizen or the grid worker rated.</summary>
    Rated,

    /// <summary>All callbacks went unanswered.</summary>
    NotReached,

    /// <summary>撤回.</summary>
    Withdrawn,

    /// <summary>作废.</summary>
    Voided,

    /// <summary>并案.</summary>
    Merged,

    /// <summary>超时申诉 upheld.</summary>
    AppealUpheld,

    /// <summary>剔除 upheld.</summary>
    Excluded,
}

/// <summary>One line of the demo's diary. Lines without an order are about the whole case.</summary>
internal sealed record LogLine(DateTimeOffset At, string CaseNumber, string? OrderId, Deed Deed)
{
    public string? Unit { get; init; }
    public bool IsLead { get; init; } = true;
    public DateTimeOffset? ReceiveDue { get; init; }
    public DateTimeOffset? DisposeDue { get; init; }
    public CityRating? Rating { get; init; }

    /// <summary>True when nobody is to be asked, so that the satisfaction does not count.</summary>
    public bool IsUnasked { get; init; }
}

/// <summary>Five answers of a citizen.</summary>
internal enum CityRating
{
    VerySatisfied,
    Satisfied,
    Basic,
    Dissatisfied,
    VeryDissatisfied,
}

/// <summary>
/// The demo's own diary of what its people did and when. The product never sees it; the figures reckoned from it must be the
/// product's figures. Thread-safe.
/// </summary>
internal sealed class CityLog
{
    private readonly Lock _gate = new();
    private readonly List<LogLine> _lines = [];

    /// <summary>The lines; those of one case are in order of time.</summary>
    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public void Add(LogLine line)
    {
        lock (_gate) _lines.Add(line);
    }
}
