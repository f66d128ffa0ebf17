using System.Collections.Frozen;

namespace GridGov.Workflow.Activities.Assessment;

/// <summary>All rates of one unit in one period.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Period">The period.</param>
/// <param name="Options">The switches used.</param>
/// <param name="Rates">Every rate of <see cref="RateKind"/>.</param>
public sealed record UnitRates(string UnitId, RatePeriod Period, RateOptions Options, FrozenDictionary<RateKind, Rate> Rates)
{
    /// <summary>One of the rates.</summary>
    public Rate this[RateKind kind] => Rates[kind];
}
