using FluentAssertions;
using GridGov.Workflow.Activities.Assessment;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Assessment;

/// <summary>The oracle of domain.md §4.3, all sixteen whistle orders.</summary>
public sealed class WorkedExampleTests
{
    private static readonly OrderFact[] Facts =
    [
        March.Open(1).Closed(18).Rated(Rating.Satisfied),
        March.Open(2).Closed(18).Rated(Rating.Dissatisfied),
        March.Open(3).SignedLate().Closed(18).Rated(Rating.BasicSatisfied),
        March.Open(4).Closed(25).Rated(Rating.Satisfied),
        March.Open(5),
        March.Open(6, due: 40).Unsigned(),
        March.Open(7, due: 40),
        March.Open(8) with { ReturnAcceptedAt = March.Day(2, 16), ReceivedAt = null },
        March.Open(9).Closed(18).Rated(null) with { ReturnRejectedAt = March.Day(3), DesignatedAt = March.Day(4) },
        March.Open(10, due: 27).Closed(25).Rated(Rating.VerySatisfied) with { Extensions = 1 },
        March.Open(11) with { Suspensions = [new SuspensionFact(March.Day(10), March.Day(45))] },
        March.Open(12).Unsigned() with { WithdrawnAt = March.Day(2, 17) },
        March.Open(13).FailedVerification(15).Closed(18).Rated(Rating.Satisfied),
        March.Open(14).FailedVerification(18),
        March.Open(15).Unsigned() with { DispatchedAt = null, ReceiveDue = null, DisposeDue = null, MergedAt = March.Day(2, 8) },
        March.Open(16).Closed(25).Rated(Rating.Dissatisfied) with { TimeoutAppealUpheldAt = March.Day(30), ExclusionUpheldAt = March.Day(30) },
    ];

    [Theory]
    [InlineData(RateKind.Receive, 11, 13, "84.62%")]
    [InlineData(RateKind.ReceiveCoverage, 12, 13, "92.31%")]
    [InlineData(RateKind.Completion, 8, 10, "80.00%")]
    [InlineData(RateKind.OnTimeCompletion, 6, 9, "66.67%")]
    [InlineData(RateKind.ReworkOfVerified, 2, 9, "22.22%")]
    [InlineData(RateKind.ReworkOfShouldClose, 2, 10, "20.00%")]
    [InlineData(RateKind.Satisfaction, 5, 6, "83.33%")]
    [InlineData(RateKind.CallbackCoverage, 7, 8, "87.50%")]
    [InlineData(RateKind.Extension, 1, 10, "10.00%")]
    [InlineData(RateKind.Misdispatch, 1, 15, "6.67%")]
    public void Compute_WorkedExample_GivesThePrintedFigures(RateKind kind, int numerator, int denominator, string text)
    {
        var rate = March.Rates(Facts)[kind];

        rate.Numerator.Should().Be(numerator);
        rate.Denominator.Should().Be(denominator);
        rate.Text.Should().Be(text);
        rate.NumeratorCases.Should().HaveCount(numerator).And.BeSubsetOf(rate.DenominatorCases);
        rate.DenominatorCases.Should().HaveCount(denominator);
    }

    [Theory]
    [InlineData(1.0, 5.0, 83.33)]
    [InlineData(0.9, 4.9, 81.67)]
    [InlineData(0.0, 4.0, 66.67)]
    public void Compute_WeightOfBasicSatisfied_ChangesTheNumerator(double weight, double numerator, double value)
    {
        var rate = RateCalculator.Compute(Facts, "D", March.Period.From, March.Period.To, March.Period.AsOf, new RateOptions((decimal)weight))[RateKind.Satisfaction];

        rate.Numerator.Should().Be((decimal)numerator);
        rate.Denominator.Should().Be(6);
        rate.Value.Should().Be((decimal)value);
    }

    [Theory]
    [InlineData(RateKind.Receive, "1 2 4 5 7 9 10 11 13 14 16", "1 2 3 4 5 6 7 9 10 11 13 14 16")]
    [InlineData(RateKind.Completion, "1 2 3 4 9 10 13 16", "1 2 3 4 5 9 10 13 14 16")]
    [InlineData(RateKind.OnTimeCompletion, "1 2 3 9 10 13", "1 2 3 4 5 9 10 13 14")]
    [InlineData(RateKind.ReworkOfVerified, "13 14", "1 2 3 4 9 10 13 14 16")]
    [InlineData(RateKind.Satisfaction, "1 3 4 10 13", "1 2 3 4 10 13")]
    [InlineData(RateKind.CallbackCoverage, "1 2 3 4 10 13 16", "1 2 3 4 9 10 13 16")]
    public void Compute_WorkedExample_NamesTheCasesBehind(RateKind kind, string numerator, string denominator)
    {
        var rate = March.Rates(Facts)[kind];

        rate.NumeratorCases.Select(c => c.CaseNumber).Should().Equal(numerator.Split(' ').Select(n => "W" + n));
        rate.DenominatorCases.Select(c => c.CaseNumber).Should().Equal(denominator.Split(' ').Select(n => "W" + n));
    }

    [Fact]
    public void Compute_WorkedExample_ListsEveryExclusionWithItsReason()
    {
        var rates = March.Rates(Facts);

        Excluded(rates[RateKind.Receive]).Should().Equal("W8 ReturnAccepted", "W12 WithdrawnBeforeReceiveLimit");
        Excluded(rates[RateKind.Completion]).Should().Equal("W6 NotYetDue", "W7 NotYetDue", "W8 ReturnAccepted", "W11 Suspended", "W12 Withdrawn", "W15 Merged");
        Excluded(rates[RateKind.OnTimeCompletion]).Should().Contain("W16 TimeoutAppealUpheld");
        Excluded(rates[RateKind.Satisfaction]).Should().Contain(["W9 NoAnswer", "W16 ExclusionUpheld", "W5 NotClosed"]);
        Excluded(rates[RateKind.Misdispatch]).Should().Equal("W15 NotDispatched");
        rates[RateKind.Receive].ExcludedCases[0].Text.Should().Be("退回属实（误派），不计入");
    }

    [Fact]
    public void Misdispatch_OfTheDispatcher_IsTheSameFigure() =>
        RateCalculator.Misdispatch(Facts, "dispatcher-01", March.Period).Text.Should().Be("6.67%");

    [Fact]
    public void Score_WorkedExample_IsTheWeightedSum()
    {
        // 20×11/13 + 30×6/9 + 10×8/10 + 30×5/6 + 10×(1−2/9) = 77.70
        var score = ScoreCalculator.Compute(March.Rates(Facts), ScoreWeights.Default);

        score.Value.Should().Be(77.7m);
        score.Missing.Should().BeEmpty();
        score.Volume.Should().Be(10);
    }

    private static IEnumerable<string> Excluded(Rate rate) => rate.ExcludedCases.Select(c => $"{c.CaseNumber} {c.Reason}");
}
