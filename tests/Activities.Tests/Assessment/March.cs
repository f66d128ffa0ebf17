using GridGov.Workflow.Activities.Assessment;
using GridGov.Workflow.Activities.Tests.Deadlines;

namespace GridGov.Workflow.Activities.Tests.Assessment;

/// <summary>Builds facts of unit D in March 2026; the figures are computed on 5 April.</summary>
internal static class March
{
    public static readonly RatePeriod Period = new(At.China("2026-03-01 00:00"), At.China("2026-04-01 00:00"), At.China("2026-04-05 12:00"));

    public static readonly RatePeriod April = new(At.China("2026-04-01 00:00"), At.China("2026-05-01 00:00"), At.China("2026-05-05 12:00"));

    public static DateTimeOffset Day(int day, int hour = 9) => At.China("2026-03-01 00:00").AddDays(day - 1).AddHours(hour);

    /// <summary>Dispatched on 2 March, signed on time, due on 20 March, nothing more.</summary>
    public static OrderFact Open(int number, int due = 20) => new()
    {
        CaseNumber = $"W{number}",
        OrderId = "1",
        UnitId = "D",
        DispatcherId = "dispatcher-01",
        DispatchedAt = Day(2),
        ReceiveDue = Day(3),
        ReceivedAt = Day(2, 15),
        DisposeDue = Day(due),
    };

    public static OrderFact Unsigned(this OrderFact fact) => fact with { ReceivedAt = null };

    public static OrderFact SignedLate(this OrderFact fact) => fact with { ReceivedAt = Day(4) };

    public static OrderFact Closed(this OrderFact fact, int day) => fact with
    {
        LastReplyAt = Day(day, 8),
        AcceptedReplyAt = Day(day, 8),
        Verifications = [.. fact.Verifications, new VerificationFact(Day(day, 10), Passed: true)],
        ClosedAt = Day(day, 11),
    };

    public static OrderFact FailedVerification(this OrderFact fact, int day) => fact with
    {
        LastReplyAt = Day(day, 8),
        Verifications = [.. fact.Verifications, new VerificationFact(Day(day, 10), Passed: false)],
    };

    public static OrderFact Rated(this OrderFact fact, Rating? rating) => fact with
    {
        Callback = new CallbackFact(fact.ClosedAt!.Value.AddDays(1), rating, rating is null ? null : true, rating is null ? null : rating <= Rating.BasicSatisfied),
    };

    public static UnitRates Rates(params IEnumerable<OrderFact> facts) => Rates(Period, facts);

    public static UnitRates Rates(RatePeriod period, params IEnumerable<OrderFact> facts) =>
        RateCalculator.Compute(facts, "D", period.From, period.To, period.AsOf);
}
