using FluentAssertions;
using GridGov.Workflow.Activities.Assessment;
using GridGov.Workflow.Activities.Tests.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Assessment;

/// <summary>Each row of domain.md §4.2: receive, completion, on time, satisfaction as "numerator/denominator".</summary>
public sealed class EdgeCaseTests
{
    [Fact]
    public void Compute_ReturnAccepted_IsOutOfAll() =>
        Figures(March.Open(1).Closed(18).Rated(Rating.Satisfied) with { ReturnAcceptedAt = March.Day(5) }).Should().Be("0/0 0/0 0/0 0/0");

    [Fact]
    public void Compute_ReturnAcceptedAfterThePeriod_IsOutAsSoonAsKnown() =>
        Figures(March.Open(1).Unsigned() with { ReturnAcceptedAt = March.Day(33) }).Should().Be("0/0 0/0 0/0 0/0");

    [Fact]
    public void Compute_ReturnRejectedThenDesignated_IsInAll() =>
        Figures(March.Open(1).Closed(18).Rated(Rating.Satisfied) with { ReturnRejectedAt = March.Day(3), DesignatedAt = March.Day(4) })
            .Should().Be("1/1 1/1 1/1 1/1");

    [Fact]
    public void Compute_WithdrawnBeforeReceiveLimit_IsOutOfAll() =>
        Figures(March.Open(1).Unsigned() with { WithdrawnAt = March.Day(2, 20) }).Should().Be("0/0 0/0 0/0 0/0");

    [Fact]
    public void Compute_WithdrawnAfterReceiveLimit_StaysInReceiveOnly() =>
        Figures(March.Open(1).Unsigned() with { WithdrawnAt = March.Day(4) }).Should().Be("0/1 0/0 0/0 0/0");

    [Fact]
    public void Compute_Extended_IsJudgedAgainstTheNewDueAndCounted()
    {
        var extended = March.Open(1, due: 27).Closed(25).Rated(Rating.Satisfied) with { Extensions = 1 };

        Figures(extended).Should().Be("1/1 1/1 1/1 1/1");
        March.Rates(extended)[RateKind.Extension].Value.Should().Be(100);
    }

    [Fact]
    public void Compute_SuspendedAtPeriodEnd_IsInReceiveOnlyAndShownAsStock()
    {
        var suspended = March.Open(1) with { Suspensions = [new SuspensionFact(March.Day(10), null)] };

        Figures(suspended).Should().Be("1/1 0/0 0/0 0/0");
        March.Rates(suspended)[RateKind.Completion].ExcludedCases.Should().ContainSingle(e => e.Reason == ExclusionReason.Suspended);
    }

    [Fact]
    public void Compute_SuspensionOver_CountsAgain() =>
        Figures(March.Open(1) with { Suspensions = [new SuspensionFact(March.Day(5), March.Day(8))] }).Should().Be("1/1 0/1 0/1 0/0");

    [Fact]
    public void Compute_NotYetDueOpen_IsInReceiveIfThatLimitPassed()
    {
        Figures(March.Open(1, due: 40).Unsigned()).Should().Be("0/1 0/0 0/0 0/0");
        Figures(March.Open(1, due: 40) with { ReceiveDue = March.Day(35) }).Should().Be("0/0 0/0 0/0 0/0");
    }

    [Fact]
    public void Compute_ClosedEarlyDueInNextPeriod_CountsWhenClosed()
    {
        var early = March.Open(1, due: 40).Closed(20).Rated(Rating.Satisfied);

        Figures(early).Should().Be("1/1 1/1 1/1 1/1");
        Figures(March.April, early).Should().Be("0/0 0/0 0/0 0/0");
    }

    [Fact]
    public void Compute_OverdueClosedInLaterPeriod_IsOpenInTheFirstAndLateInTheSecond()
    {
        var late = March.Open(1).Closed(34).Rated(Rating.Satisfied);

        Figures(late).Should().Be("1/1 0/1 0/1 0/0", "what happened in April does not rewrite March");
        Figures(March.April, late).Should().Be("0/0 1/1 0/1 1/1");
    }

    [Fact]
    public void Compute_ReworkOpenAtDue_IsNotClosedAndLate()
    {
        var rework = March.Open(1).FailedVerification(18);

        Figures(rework).Should().Be("1/1 0/1 0/1 0/0");
        March.Rates(rework)[RateKind.ReworkOfVerified].Value.Should().Be(100);
    }

    [Fact]
    public void Compute_RepliedInTimeAwaitingVerification_IsNotTheUnitsDelay()
    {
        Figures(March.Open(1) with { LastReplyAt = March.Day(19) }).Should().Be("1/1 0/0 0/0 0/0");
        Figures(March.Open(1) with { LastReplyAt = March.Day(21) }).Should().Be("1/1 0/1 0/1 0/0", "it was late already");
    }

    [Fact]
    public void Compute_MergedChild_CountsOnlyItsCallbackBySwitch()
    {
        var child = March.Open(1).Closed(18).Rated(Rating.Satisfied) with { MergedAt = March.Day(2, 10) };

        Figures(child).Should().Be("0/0 0/0 0/0 1/1");
        RateCalculator.Compute([child], "D", March.Period.From, March.Period.To, March.Period.AsOf, new RateOptions(CountMergedCallbacks: false))[RateKind.Satisfaction]
            .Denominator.Should().Be(0);
    }

    [Fact]
    public void Compute_AssistUnit_OwnsItsOrderButNotTheSatisfaction()
    {
        var assist = March.Open(1).Closed(18).Rated(Rating.Satisfied) with { IsLead = false };

        Figures(assist).Should().Be("1/1 1/1 1/1 0/0");
        March.Rates(assist)[RateKind.Satisfaction].ExcludedCases.Should().ContainSingle(e => e.Reason == ExclusionReason.AssistOrder);
    }

    [Fact]
    public void Compute_NoAnswer_IsOutAndCoverageFalls()
    {
        var silent = March.Open(1).Closed(18).Rated(null);

        Figures(silent).Should().Be("1/1 1/1 1/1 0/0");
        March.Rates(silent)[RateKind.CallbackCoverage].Value.Should().Be(0);
    }

    [Fact]
    public void Compute_AnonymousOrNoReplyWanted_IsOutOfSatisfactionAndCoverage()
    {
        var closed = March.Open(1).Closed(18).Rated(Rating.Satisfied);
        foreach (var fact in (OrderFact[])[closed with { IsAnonymous = true }, closed with { NoReplyWanted = true }])
        {
            Figures(fact).Should().Be("1/1 1/1 1/1 0/0");
            March.Rates(fact)[RateKind.CallbackCoverage].Value.Should().BeNull();
        }
    }

    [Fact]
    public void Compute_TimeoutAppealUpheld_IsOutOfOnTimeOnly() =>
        Figures(March.Open(1).Closed(25).Rated(Rating.Satisfied) with { TimeoutAppealUpheldAt = March.Day(28) }).Should().Be("1/1 1/1 0/0 1/1");

    [Fact]
    public void Compute_ExclusionUpheld_IsOutOfSatisfactionOnly() =>
        Figures(March.Open(1).Closed(18).Rated(Rating.Dissatisfied) with { ExclusionUpheldAt = March.Day(28) }).Should().Be("1/1 1/1 1/1 0/0");

    [Fact]
    public void Compute_EmergencyLineOrVoided_IsOutOfAll()
    {
        Figures(March.Open(1).Closed(18).Rated(Rating.Satisfied) with { EmergencyTransferAt = March.Day(2) }).Should().Be("0/0 0/0 0/0 0/0");
        Figures(March.Open(1) with { VoidedAt = March.Day(5) }).Should().Be("0/0 0/0 0/0 0/0");
    }

    [Fact]
    public void Compute_ReassignedByTheMeeting_CountsForTheNewUnit()
    {
        var old = March.Open(1) with { ReassignedAt = March.Day(2, 20) };
        var next = March.Open(1).Closed(18).Rated(Rating.Satisfied) with { UnitId = "E", OrderId = "2" };

        Figures(old, next).Should().Be("0/0 0/0 0/0 0/0");
        RateCalculator.Compute([old, next], "E", March.Period.From, March.Period.To, March.Period.AsOf)[RateKind.OnTimeCompletion].Value.Should().Be(100);
    }

    [Fact]
    public void Compute_ReplyExactlyAtDue_IsOnTime() =>
        Figures(March.Open(1).Closed(20).Rated(Rating.Satisfied) with { AcceptedReplyAt = March.Day(20) }).Should().Be("1/1 1/1 1/1 1/1");

    [Fact]
    public void Compute_DueAtMidnightOfTheLastDay_BelongsToThePeriod()
    {
        var midnight = March.Open(1) with { ReceiveDue = March.Period.To, ReceivedAt = March.Day(31) };

        Figures(midnight with { DisposeDue = March.Day(40) }).Should().Be("1/1 0/0 0/0 0/0");
    }

    [Fact]
    public void Compute_LeftInAnEarlierPeriod_IsNoLongerListed()
    {
        var merged = March.Open(1) with { MergedAt = March.Day(2) };

        March.Rates(March.April, merged)[RateKind.Completion].ExcludedCases.Should().BeEmpty();
    }

    [Fact]
    public void Compute_NothingDue_IsNullAndSaysSo()
    {
        var rates = March.Rates();

        foreach (var kind in Enum.GetValues<RateKind>())
        {
            rates[kind].Value.Should().BeNull();
            rates[kind].Text.Should().Be("—（无应办件）");
            rates[kind].Name.Should().NotBeEmpty();
        }
    }

    [Fact]
    public void Value_HalfOfTheSecondDecimal_RoundsAwayFromZero()
    {
        // 1/32 = 3.125 % would be 3.12 by banker's rounding.
        var facts = Enumerable.Range(1, 32).Select(i => i == 1 ? March.Open(i) : March.Open(i).Unsigned());

        March.Rates(facts)[RateKind.Receive].Value.Should().Be(3.13m);
    }

    [Fact]
    public void Compute_RunningPeriod_TakesTheStandingOfNow()
    {
        var now = new RatePeriod(March.Period.From, March.Period.To, March.Day(10));

        Figures(now, March.Open(1).Closed(18)).Should().Be("1/1 0/0 0/0 0/0", "it is not due and not closed on 10 March");
    }

    [Fact]
    public void Compute_EmptyPeriod_Throws()
    {
        var act = () => RateCalculator.Compute([], "D", March.Period.To, March.Period.From, March.Period.AsOf);

        act.Should().Throw<ArgumentException>().WithMessage("*must end after it begins*");
    }

    [Fact]
    public void ExclusionReason_Each_HasChinese() =>
        Enum.GetValues<ExclusionReason>().Select(r => new ExcludedCase("c", "1", r).Text).Should().OnlyHaveUniqueItems();

    private static string Figures(params IEnumerable<OrderFact> facts) => Figures(March.Period, facts);

    private static string Figures(RatePeriod period, params IEnumerable<OrderFact> facts)
    {
        var rates = March.Rates(period, facts);
        RateKind[] kinds = [RateKind.Receive, RateKind.Completion, RateKind.OnTimeCompletion, RateKind.Satisfaction];
        return string.Join(' ', kinds.Select(k => $"{rates[k].Numerator}/{rates[k].Denominator}"));
    }
}
