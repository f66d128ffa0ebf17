using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Cases;

public sealed class CaseMachineTests
{
    private static readonly CaseMachine Machine = new();

    private static readonly TransitionFacts Everything = new()
    {
        HasReason = true,
        HasStandard = true,
        FactCheckIsIn = true,
        OneLead = true,
        AssistsReported = true,
        HandlerIsReleased = true,
        VerifierIsIndependent = true,
        EvaluationIsDone = true,
    };

    // domain.md §2.2: every state and what it can end by.
    private static readonly Dictionary<CaseState, string> Table = new()
    {
        [CaseState.Reported] = "SendFactCheck>FactChecking File>PendingDivert Decline>Declined Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.FactChecking] = "SendFactCheck>FactChecking RecordFactCheck>FactChecking File>PendingDivert Decline>Declined Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.PendingDivert] = "SelfHandle>SelfHandling Assign>PendingReceipt Convene>InConference Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.SelfHandling] = "Reply>Replied HandBack>PendingDivert Assign>PendingReceipt Convene>InConference Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.PendingReceipt] = "Receive>InProgress AcceptReturn>PendingDivert Dispute>OwnershipDisputed Designate>PendingReceipt Convene>InConference Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.InProgress] = "Reply>Replied AcceptReturn>PendingDivert Dispute>OwnershipDisputed Suspend>Suspended Designate>PendingReceipt Convene>InConference Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.OwnershipDisputed] = "RejectDispute>PendingReceipt RejectDispute>InProgress Designate>PendingReceipt Convene>InConference Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.Suspended] = "Resume>InProgress Resume>Reworking MoveToBacklog>Backlogged Designate>PendingReceipt Convene>InConference Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.Backlogged] = "Resume>InProgress Resume>Reworking Designate>PendingReceipt Convene>InConference Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.InConference] = "Resolve>PendingReceipt EndConference>PendingDivert EndConference>SelfHandling EndConference>PendingReceipt EndConference>InProgress EndConference>Reworking EndConference>OwnershipDisputed EndConference>Suspended EndConference>Backlogged Void>Voided Merge>Merged ReferOut>ReferredOut Withdraw>Withdrawn",
        [CaseState.Replied] = "PassVerification>PendingEvaluation FailVerification>Reworking CannotVerify>Replied",
        [CaseState.Reworking] = "Reply>Replied Suspend>Suspended Convene>InConference Designate>PendingReceipt Void>Voided",
        [CaseState.PendingEvaluation] = "Evaluate>PendingEvaluation RecordNoAnswer>PendingEvaluation Redo>Reworking Close>Closed",
        [CaseState.Closed] = "Archive>Archived",
        [CaseState.Archived] = "",
        [CaseState.Declined] = "",
        [CaseState.Voided] = "",
        [CaseState.Merged] = "",
        [CaseState.Withdrawn] = "",
        [CaseState.ReferredOut] = "",
    };

    public static TheoryData<CaseState> States => [.. Enum.GetValues<CaseState>()];

    public static TheoryData<CaseState, CaseTrigger> Pairs => [.. from state in Enum.GetValues<CaseState>() from trigger in Enum.GetValues<CaseTrigger>() select (state, trigger)];

    [Theory, MemberData(nameof(States))]
    public void Moves_OfAState_AreTheTable(CaseState state) =>
        Machine.Moves().Where(move => move.From == state).Select(move => $"{move.Trigger}>{move.To}").Should().BeEquivalentTo(Table[state].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory, MemberData(nameof(Pairs))]
    public void Fire_EveryStateAndTrigger_MovesAsDrawnOrNamesTheRule(CaseState state, CaseTrigger trigger)
    {
        var moves = Machine.Moves().Where(move => move.From == state && move.Trigger == trigger).ToList();
        if (moves.Count == 0)
        {
            Machine.Fire(state, trigger, Everything).Should().Be((null, CaseRules.NotAllowed));
            return;
        }

        foreach (var move in moves)
        {
            var back = move.Rules.Any(rule => rule.StartsWith("Back.", StringComparison.Ordinal)) ? move.To : (CaseState?)null;
            Machine.Fire(state, trigger, Everything with { Back = back }).Should().Be((move.To, null));
            foreach (var rule in move.Rules)
            {
                var (to, broken) = Machine.Fire(state, trigger, Break(rule, Everything with { Back = back }));
                to.Should().BeNull();
                if (moves.Count == 1) broken.Should().Be(rule);
            }
        }
    }

    [Fact]
    public void Fire_FromManyThreads_StaysPure()
    {
        Parallel.For(0, 10_000, i =>
        {
            var (state, _) = i % 2 == 0 ? Machine.Fire(CaseState.Reported, CaseTrigger.File, Everything) : Machine.Fire(CaseState.Replied, CaseTrigger.PassVerification, Everything);
            state.Should().Be(i % 2 == 0 ? CaseState.PendingDivert : CaseState.PendingEvaluation);
        });
    }

    [Fact]
    public void Rules_AndNames_AllHaveChineseTexts()
    {
        foreach (var state in Enum.GetValues<CaseState>()) CaseTexts.Of(state).Should().NotBeEmpty();
        foreach (var trigger in Enum.GetValues<CaseTrigger>()) CaseTexts.Of(trigger).Should().NotBeEmpty();
        foreach (var kind in ReasonCodes.Kinds)
            foreach (var code in ReasonCodes.Of(kind)) ReasonCodes.NameOf(kind, code).Should().NotBeEmpty();
        foreach (var rule in Machine.Moves().SelectMany(move => move.Rules).Where(rule => !rule.StartsWith("Back.", StringComparison.Ordinal)).Distinct())
            CaseRules.Refuse(rule, "1", "2", "3").Message.Should().NotBeEmpty();
    }

    [Fact]
    public void Architecture_ShowsTheMachineAsItIs()
    {
        const string open = "<!-- case-machine -->";
        const string close = "<!-- /case-machine -->";
        var file = Path.Combine(RepositoryRoot(), "ARCHITECTURE.md");
        var text = File.ReadAllText(file);
        var (from, to) = (text.IndexOf(open, StringComparison.Ordinal) + open.Length, text.IndexOf(close, StringComparison.Ordinal));
        var wanted = $"\n```mermaid\n{CaseBench.Subject.ToMermaid()}\n```\n";
        if (Environment.GetEnvironmentVariable("UPDATE_ARCHITECTURE") == "1") File.WriteAllText(file, text[..from] + wanted + text[to..]);
        else text[from..to].Should().Be(wanted, "ARCHITECTURE.md is printed from the code: run this test with UPDATE_ARCHITECTURE=1 and commit the file");
    }

    private static TransitionFacts Break(string rule, TransitionFacts facts) => rule switch
    {
        "G1" => facts with { HasReason = false },
        "FilingStandard" => facts with { HasStandard = false },
        "FactCheckOut" => facts with { FactCheckIsIn = false },
        "G5" => facts with { IsDesignated = true },
        "G6.Lead" => facts with { OneLead = false },
        "G6.Assist" => facts with { AssistsReported = false },
        "G7" => facts with { VerifierIsIndependent = false },
        "G11" => facts with { HandlerIsReleased = false },
        "NotEvaluated" => facts with { EvaluationIsDone = false },
        _ => facts with { Back = CaseState.Archived },
    };

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "GridGov.Workflow.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
