namespace GridGov.Workflow.Activities.Assessment;

/// <summary>
/// The rates there are (domain.md §4.1). Counting logins, online time, entries, photos, sign-ins or points of staff is not
/// possible here on purpose (§4.5).
/// </summary>
public enum RateKind
{
    /// <summary>接哨率: signed within the limit.</summary>
    Receive,

    /// <summary>接哨覆盖: signed at all.</summary>
    ReceiveCoverage,

    /// <summary>办结率.</summary>
    Completion,

    /// <summary>按期办结率.</summary>
    OnTimeCompletion,

    /// <summary>满意率.</summary>
    Satisfaction,

    /// <summary>解决率.</summary>
    Resolution,

    /// <summary>响应率, by the requester's word.</summary>
    Response,

    /// <summary>回访覆盖.</summary>
    CallbackCoverage,

    /// <summary>返工率 on cases verified at least once.</summary>
    ReworkOfVerified,

    /// <summary>返工率 on 应结案.</summary>
    ReworkOfShouldClose,

    /// <summary>延期率.</summary>
    Extension,

    /// <summary>误派率, the dispatcher's.</summary>
    Misdispatch,
}

/// <summary>An order behind a figure.</summary>
/// <param name="CaseNumber">Number of the case.</param>
/// <param name="OrderId">Id of the order.</param>
public sealed record RateCase(string CaseNumber, string OrderId);

/// <summary>An order that was left out of a denominator.</summary>
/// <param name="CaseNumber">Number of the case.</param>
/// <param name="OrderId">Id of the order.</param>
/// <param name="Reason">Why.</param>
public sealed record ExcludedCase(string CaseNumber, string OrderId, ExclusionReason Reason)
{
    /// <summary>The reason in Chinese.</summary>
    public string Text => AssessmentTexts.Table.Format($"Excluded.{Reason}");
}

/// <summary>A figure that can be taken apart.</summary>
/// <param name="Kind">Which rate.</param>
/// <param name="Numerator">Sum above the line; not whole when basic satisfied has a weight.</param>
/// <param name="Denominator">Orders below the line.</param>
/// <param name="NumeratorCases">The orders that add to the numerator.</param>
/// <param name="DenominatorCases">The orders of the denominator.</param>
/// <param name="ExcludedCases">The orders of the period that do not count, with reasons.</param>
public sealed record Rate(
    RateKind Kind,
    decimal Numerator,
    int Denominator,
    IReadOnlyList<RateCase> NumeratorCases,
    IReadOnlyList<RateCase> DenominatorCases,
    IReadOnlyList<ExcludedCase> ExcludedCases)
{
    /// <summary>Percent with two decimals, half away from zero; null when nothing was due — never 0 and never 100.</summary>
    public decimal? Value => Denominator == 0 ? null : Math.Round(100m * Numerator / Denominator, 2, MidpointRounding.AwayFromZero);

    /// <summary>What people read: <c>84.62%</c>, or that nothing was due.</summary>
    public string Text => Value is { } value ? FormattableString.Invariant($"{value:0.00}%") : AssessmentTexts.Table.Format("Rate.NothingDue");

    /// <summary>Chinese name of the rate.</summary>
    public string Name => AssessmentTexts.Table.Format($"Rate.{Kind}");
}
