using FluentAssertions;
using GridGov.Workflow.Activities.Assessment;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Assessment;

/// <summary>A period that ended between two replies. Found by the demo city, case 21 of 9 March with the seed 20260302.</summary>
public sealed class ReplyHistoryTests
{
    private static readonly OrderFact RepliedTwice = March.Open(1, due: 31) with
    {
        LastReplyAt = March.Day(33),
        ReplyTimes = [March.Day(31, 9), March.Day(33)],
        Verifications = [new VerificationFact(March.Day(32, 14), false), new VerificationFact(March.Day(34), true)],
        AcceptedReplyAt = March.Day(33),
        ClosedAt = March.Day(34),
    };

    [Fact]
    public void Compute_OnTimeReplyWasUnverifiedAtTheEnd_IsNotOverdueInThatPeriod()
    {
        var rate = March.Rates(RepliedTwice)[RateKind.Completion];

        rate.Denominator.Should().Be(0);
        rate.ExcludedCases.Should().ContainSingle().Which.Reason.Should().Be(ExclusionReason.AwaitingVerification);
    }

    [Fact]
    public void Compute_ReplyHadFailedBeforeTheEnd_IsOverdue() =>
        March.Rates(RepliedTwice with { Verifications = [new VerificationFact(March.Day(31, 10), false)] })[RateKind.Completion].Denominator.Should().Be(1);
}
