namespace GridGov.Workflow.Activities.Assessment;

/// <summary>Collects one rate order by order.</summary>
internal sealed class RateBuilder(RateKind kind)
{
    private readonly List<RateCase> _numerator = [];
    private readonly List<RateCase> _denominator = [];
    private readonly List<ExcludedCase> _excluded = [];
    private decimal _sum;

    /// <summary>Leaves the order out when there is a reason, otherwise counts it, with its weight above the line.</summary>
    public void Count(OrderFact fact, ExclusionReason? reason, decimal weight)
    {
        if (reason is { } why)
        {
            _excluded.Add(new ExcludedCase(fact.CaseNumber, fact.OrderId, why));
            return;
        }

        var behind = new RateCase(fact.CaseNumber, fact.OrderId);
        _denominator.Add(behind);
        if (weight == 0) return;
        _numerator.Add(behind);
        _sum += weight;
    }

    public void Count(OrderFact fact, ExclusionReason? reason, bool counts) => Count(fact, reason, counts ? 1m : 0m);

    public Rate Build() => new(kind, _sum, _denominator.Count, _numerator, _denominator, _excluded);
}
