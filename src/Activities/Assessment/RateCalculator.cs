using System.Collections.Frozen;

namespace GridGov.Workflow.Activities.Assessment;

/// <summary>Computes rates from facts (domain.md §4). Pure: the same facts give the same figures, in the order of the facts.</summary>
public static class RateCalculator
{
    /// <summary>All rates of a unit.</summary>
    /// <param name="facts">Facts of any units; those of others are passed over.</param>
    /// <param name="unitId">The unit.</param>
    /// <param name="from">First instant of the period.</param>
    /// <param name="to">First instant after the period.</param>
    /// <param name="asOf">Instant of the computation.</param>
    /// <param name="options">Switches, or null for the default.</param>
    /// <exception cref="ArgumentException">The period is empty or not begun, or an option is out of range.</exception>
    public static UnitRates Compute(IEnumerable<OrderFact> facts, string unitId, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf, RateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Compute([.. facts.Where(f => f.UnitId == unitId)], unitId, new RatePeriod(from, to, asOf), options ?? RateOptions.Default);
    }

    /// <summary>Share of a dispatcher's orders whose return was accepted.</summary>
    /// <param name="facts">Facts of any units and dispatchers.</param>
    /// <param name="dispatcherId">The dispatcher.</param>
    /// <param name="period">The period, by the instant of the dispatch.</param>
    public static Rate Misdispatch(IEnumerable<OrderFact> facts, string dispatcherId, RatePeriod period)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(period);
        period.EnsureValid(nameof(period));
        return Misdispatch(facts.Where(f => f.DispatcherId == dispatcherId).Select(f => new OrderStanding(f, period)), period);
    }

    /// <summary>The total of a group: Σ numerator ÷ Σ denominator, not the mean of the units' rates (domain.md §4.5).</summary>
    /// <exception cref="ArgumentException">Different kinds are mixed, or there is none.</exception>
    public static Rate Pool(IReadOnlyCollection<Rate> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var kinds = rates.Select(r => r.Kind).Distinct().ToList();
        if (kinds.Count != 1) throw new ArgumentException($"Only rates of one kind can be pooled, found {(kinds.Count == 0 ? "none" : string.Join(", ", kinds))}.", nameof(rates));
        return new Rate(
            kinds[0],
            rates.Sum(r => r.Numerator),
            rates.Sum(r => r.Denominator),
            [.. rates.SelectMany(r => r.NumeratorCases)],
            [.. rates.SelectMany(r => r.DenominatorCases)],
            [.. rates.SelectMany(r => r.ExcludedCases)]);
    }

    private static UnitRates Compute(IReadOnlyList<OrderFact> facts, string unitId, RatePeriod period, RateOptions options)
    {
        period.EnsureValid(nameof(period));
        options.EnsureValid(nameof(options));
        var orders = facts.Select(f => new OrderStanding(f, period)).ToList();
        Rate[] rates =
        [
            .. Receive(orders),
            .. Completion(orders),
            .. Callbacks(orders, options),
            Rework(orders),
            Misdispatch(orders, period),
        ];
        return new UnitRates(unitId, period, options, rates.ToFrozenDictionary(r => r.Kind));
    }

    private static IEnumerable<Rate> Receive(List<OrderStanding> orders)
    {
        var (onTime, atAll) = (new RateBuilder(RateKind.Receive), new RateBuilder(RateKind.ReceiveCoverage));
        foreach (var order in orders.Where(o => o.ReceiveFallsDue))
        {
            onTime.Count(order.Fact, order.OutOfReceive, order.ReceivedOnTime);
            atAll.Count(order.Fact, order.OutOfReceive, order.Received);
        }

        return [onTime.Build(), atAll.Build()];
    }

    private static IEnumerable<Rate> Completion(List<OrderStanding> orders)
    {
        var (completion, onTime) = (new RateBuilder(RateKind.Completion), new RateBuilder(RateKind.OnTimeCompletion));
        var (extension, rework) = (new RateBuilder(RateKind.Extension), new RateBuilder(RateKind.ReworkOfShouldClose));
        foreach (var order in orders.Where(o => o.BelongsToCompletion))
        {
            var reason = order.OutOfShouldClose;
            completion.Count(order.Fact, reason, order.ClosedInPeriod);
            extension.Count(order.Fact, reason, order.IsExtended);
            rework.Count(order.Fact, reason, order.Reworked);
            onTime.Count(order.Fact, reason ?? (order.IsExempt ? ExclusionReason.TimeoutAppealUpheld : null), order.ClosedOnTime);
        }

        return [completion.Build(), onTime.Build(), extension.Build(), rework.Build()];
    }

    private static IEnumerable<Rate> Callbacks(List<OrderStanding> orders, RateOptions options)
    {
        var coverage = new RateBuilder(RateKind.CallbackCoverage);
        var (satisfaction, resolution, response) = (new RateBuilder(RateKind.Satisfaction), new RateBuilder(RateKind.Resolution), new RateBuilder(RateKind.Response));
        foreach (var order in orders.Where(o => o.BelongsToCompletion))
        {
            var fact = order.Fact;
            var never = order.NeverTheUnits;
            var reason = never ?? (order.ClosedInPeriod ? order.OutOfShouldClose : order.OutOfShouldClose ?? ExclusionReason.NotClosed);
            coverage.Count(fact, reason ?? order.NotDueForCallback, order.Answer is not null);

            // G15: a merged child follows its parent but keeps its own callback.
            if (never == ExclusionReason.Merged && options.CountMergedCallbacks && order.ClosedInPeriod && order.Answer is not null) reason = null;
            reason ??= order.OutOfSatisfaction;
            satisfaction.Count(fact, reason, Weight(order.Answer, options));
            resolution.Count(fact, reason, fact.Callback?.Solved == true);
            response.Count(fact, reason, fact.Callback?.Contacted == true);
        }

        return [coverage.Build(), satisfaction.Build(), resolution.Build(), response.Build()];
    }

    private static Rate Rework(List<OrderStanding> orders)
    {
        var rework = new RateBuilder(RateKind.ReworkOfVerified);
        foreach (var order in orders.Where(o => o.VerifiedInPeriod || o.BelongsToCompletion))
            rework.Count(order.Fact, order.NeverTheUnits ?? (order.VerifiedInPeriod ? null : ExclusionReason.NotVerified), order.ReworkedInPeriod);
        return rework.Build();
    }

    private static Rate Misdispatch(IEnumerable<OrderStanding> orders, RatePeriod period)
    {
        var misdispatch = new RateBuilder(RateKind.Misdispatch);
        foreach (var order in orders)
        {
            if (order.DispatchedInPeriod) misdispatch.Count(order.Fact, null, period.Known(order.Fact.ReturnAcceptedAt));
            else if (order.Fact.DispatchedAt is null && period.Holds(order.Fact.MergedAt)) misdispatch.Count(order.Fact, ExclusionReason.NotDispatched, counts: false);
        }

        return misdispatch.Build();
    }

    private static decimal Weight(Rating? answer, RateOptions options) => answer switch
    {
        Rating.VerySatisfied or Rating.Satisfied => 1m,
        Rating.BasicSatisfied => options.BasicSatisfiedWeight,
        _ => 0m,
    };
}
