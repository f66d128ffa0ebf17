using FluentAssertions;
using GridGov.Workflow.Activities.Assessment;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Assessment;

public sealed class ScoreTests
{
    [Fact]
    public void Compute_ComponentWithoutValue_SpreadsItsWeightAndMarks()
    {
        // Receive 1/1, on time 0/1, completion 0/1; no callback and no verification: 20 of 60.
        var score = ScoreCalculator.Compute(March.Rates(March.Open(1)), ScoreWeights.Default);

        score.Value.Should().Be(33.3m);
        score.Missing.Should().Equal(RateKind.Satisfaction, RateKind.ReworkOfVerified);
    }

    [Fact]
    public void Compute_NothingDue_HasNoScore() =>
        ScoreCalculator.Compute(March.Rates(), ScoreWeights.Default).Value.Should().BeNull();

    [Fact]
    public void Compute_Comparator_UsesResponseResolutionSatisfaction()
    {
        OrderFact[] facts = [March.Open(1).Closed(18).Rated(Rating.BasicSatisfied), March.Open(2).Closed(18).Rated(Rating.Dissatisfied)];
        var rates = RateCalculator.Compute(facts, "D", March.Period.From, March.Period.To, March.Period.AsOf, ScoreWeights.Comparator.Options);

        // 10×2/2 + 50×1/2 + 40×0.9/2
        ScoreCalculator.Compute(rates, ScoreWeights.Comparator).Value.Should().Be(53.0m);
    }

    [Fact]
    public void Compute_RatesOfOtherOptions_Throws()
    {
        var act = () => ScoreCalculator.Compute(March.Rates(), ScoreWeights.Comparator);

        act.Should().Throw<ArgumentException>().WithMessage("*basic satisfied at 0.9, found 1.0*");
    }

    [Fact]
    public void Weights_NotSummingTo100_Throw()
    {
        var act = () => new ScoreWeights("x", new DateOnly(2026, 1, 1), new Dictionary<RateKind, decimal> { [RateKind.Receive] = 99 });

        act.Should().Throw<ArgumentException>().WithMessage("*must sum to 100, found 99*");
    }

    [Fact]
    public void Rank_TiesAndSmallSamples_FollowTheRule()
    {
        Score[] scores = [Of("c", 90, 20), Of("a", 90, 20), Of("b", 90, 30), Of("small", 99, 9), Of("none", null, 0), Of("d", 80, 50)];

        var ranked = ScoreCalculator.Rank(scores);

        ranked.Select(r => r.Score.UnitId).Should().Equal("b", "a", "c", "d", "small", "none");
        ranked.Select(r => r.Rank).Should().Equal(1, 2, 3, 4, null, null);
        ScoreCalculator.Rank(scores, smallSample: 0)[0].Score.UnitId.Should().Be("small");
    }

    [Fact]
    public void Pool_TwoUnits_SumsNumeratorAndDenominator()
    {
        var one = March.Rates(March.Open(1))[RateKind.Receive];
        var two = March.Rates(March.Open(2).Unsigned(), March.Open(3).Unsigned())[RateKind.Receive];

        RateCalculator.Pool([one, two]).Value.Should().Be(33.33m, "the mean of 100 and 0 would be 50");
        var act = () => RateCalculator.Pool([one, March.Rates()[RateKind.Completion]]);
        act.Should().Throw<ArgumentException>().WithMessage("*Receive, Completion*");
    }

    [Fact]
    public void RateKind_NoneOfTheForbiddenIndicators_Exists() =>
        Enum.GetNames<RateKind>().Should().NotContain(n => n.Contains("Login") || n.Contains("Online") || n.Contains("Photo") || n.Contains("SignIn") || n.Contains("Point") || n.Contains("Entries"));

    private static Score Of(string unit, int? value, int volume) => new(unit, value, "w", [], volume);
}
