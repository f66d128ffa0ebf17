using FluentAssertions;
using GridGov.Workflow.Host.Demo;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Demo;

/// <summary>The demo's own figures against the oracle of domain.md §4.3.</summary>
public sealed class LogRatesTests
{
    private static readonly DateTimeOffset From = Day(1, 0);
    private static readonly DateTimeOffset To = new(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private readonly CityLog _log = new();

    [Fact]
    public void Of_WorkedExample_GivesThePrintedFigures()
    {
        Open(1).Signed(1).Done(1, 18).Rated(1, CityRating.Satisfied);
        Open(2).Signed(2).Done(2, 18).Rated(2, CityRating.Dissatisfied);
        Open(3).Signed(3, day: 4).Done(3, 18).Rated(3, CityRating.Basic);
        Open(4).Signed(4).Done(4, 25).Rated(4, CityRating.Satisfied);
        Open(5).Signed(5);
        Open(6, due: 40);
        Open(7, due: 40).Signed(7);
        Open(8).Add(8, Deed.Returned, Day(2, 16));
        Open(9).Signed(9).Add(9, Deed.ReturnRejected, Day(3)).Add(9, Deed.Designated, Day(4), due: 20).Done(9, 18).Add(9, Deed.NotReached, Day(28));
        Open(10, due: 15).Signed(10).Add(10, Deed.Extended, Day(12), due: 27).Done(10, 25).Rated(10, CityRating.VerySatisfied);
        Open(11).Signed(11).Add(11, Deed.Suspended, Day(10));
        Open(12).Add(12, Deed.Withdrawn, Day(2, 17));
        Open(13).Signed(13).Add(13, Deed.Replied, Day(14)).Add(13, Deed.Failed, Day(15)).Done(13, 18).Rated(13, CityRating.Satisfied);
        Open(14).Signed(14).Add(14, Deed.Replied, Day(17)).Add(14, Deed.Failed, Day(18));
        Open(16).Signed(16).Done(16, 25).Rated(16, CityRating.Dissatisfied).Add(16, Deed.AppealUpheld, Day(30)).Add(16, Deed.Excluded, Day(30));

        var figures = new LogRates(_log, From, To, To.AddDays(5)).Of("D");

        figures.Receive.Numerator.Should().BeEquivalentTo(Names(1, 2, 4, 5, 7, 9, 10, 11, 13, 14, 16));
        figures.Receive.Denominator.Should().BeEquivalentTo(Names(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 14, 16));
        figures.Receive.Text.Should().Be("84.62%");
        figures.Completion.Numerator.Should().BeEquivalentTo(Names(1, 2, 3, 4, 9, 10, 13, 16));
        figures.Completion.Denominator.Should().BeEquivalentTo(Names(1, 2, 3, 4, 5, 9, 10, 13, 14, 16));
        figures.OnTime.Numerator.Should().BeEquivalentTo(Names(1, 2, 3, 9, 10, 13));
        figures.OnTime.Text.Should().Be("66.67%");
        figures.Satisfaction.Numerator.Should().BeEquivalentTo(Names(1, 3, 4, 10, 13));
        figures.Satisfaction.Text.Should().Be("83.33%");
    }

    [Fact]
    public void Of_UnitWithoutOrders_IsNeitherZeroNorHundred() =>
        new LogRates(_log, From, To, To).Of("X").Receive.Text.Should().Be("—（无应办件）");

    private LogRatesTests Open(int n, int due = 20)
    {
        _log.Add(new LogLine(Day(2, 9), $"W{n:00}", $"W{n:00}-1", Deed.Sent) { Unit = "D", ReceiveDue = Day(3, 9), DisposeDue = Day(due) });
        return this;
    }

    private LogRatesTests Signed(int n, int day = 2) => Add(n, Deed.Signed, Day(day, 15));

    private LogRatesTests Done(int n, int day) => Add(n, Deed.Replied, Day(day, 10)).Add(n, Deed.Passed, Day(day, 16)).Add(n, Deed.Closed, Day(day, 17));

    private LogRatesTests Rated(int n, CityRating rating)
    {
        _log.Add(new LogLine(Day(29), $"W{n:00}", null, Deed.Rated) { Rating = rating });
        return this;
    }

    private LogRatesTests Add(int n, Deed deed, DateTimeOffset at, int? due = null)
    {
        _log.Add(new LogLine(at, $"W{n:00}", $"W{n:00}-1", deed) { DisposeDue = due is { } day ? Day(day) : null });
        return this;
    }

    private static IEnumerable<string> Names(params int[] numbers) => numbers.Select(n => $"W{n:00}");

    private static DateTimeOffset Day(int day, int hour = 12) => new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddDays(day - 1).AddHours(hour);
}
