using GridGov.Workflow.Activities.Assessment;

namespace GridGov.Workflow.Host.Assessment;

/// <summary>One rate with the cases behind it.</summary>
/// <param name="Value">Percent with two decimals; null when the denominator is 0.</param>
/// <param name="Text">As printed: <c>84.62%</c>, or that nothing was due.</param>
public sealed record RateView(
    string Name, decimal? Value, string Text, decimal Numerator, int Denominator,
    IReadOnlyList<string> NumeratorCases, IReadOnlyList<string> DenominatorCases, IReadOnlyList<ExcludedView> ExcludedCases);

/// <summary>A case that does not count, and why.</summary>
public sealed record ExcludedView(string CaseNumber, ExclusionReason Reason, string Text);

/// <summary>The rates of a unit in a period; keys: receiveRate (接哨率), completionRate (办结率), satisfactionRate (满意率), and more.</summary>
public sealed record UnitRatesView(
    string Unit, string UnitName, DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf, IReadOnlyDictionary<string, RateView> Rates);
