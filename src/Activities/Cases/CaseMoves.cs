using Stateless;
using static GridGov.Workflow.Activities.Cases.CaseState;
using Machine = Stateless.StateMachine<GridGov.Workflow.Activities.Cases.CaseState, GridGov.Workflow.Activities.Cases.CaseTrigger>;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>The moves of the case machine with their rules.</summary>
internal static class CaseMoves
{
    private static readonly CaseState[] ConferenceReturns = [PendingDivert, SelfHandling, PendingReceipt, InProgress, Reworking, OwnershipDisputed, Suspended, Backlogged];

    public static void Configure(Machine machine, Func<TransitionFacts> facts)
    {
        var rules = new Rules(facts);
        Intake(machine, rules);
        Diversion(machine, rules);
        Orders(machine, rules);
        Aside(machine, rules);
        Verification(machine, rules);
        foreach (var final in Enum.GetValues<CaseState>().Where(state => state.IsFinal() && state is not (Closed or Archived))) machine.Configure(final);
    }

    private static void Intake(Machine machine, Rules rules)
    {
        foreach (var state in (CaseState[])[Reported, FactChecking])
        {
            var configuration = machine.Configure(state)
                .When(CaseTrigger.File, PendingDivert, rules.Standard, rules.FactCheckIsIn)
                .When(CaseTrigger.Decline, Declined, rules.Reason);
            Endings(configuration, rules);
        }

        machine.Configure(Reported).Permit(CaseTrigger.SendFactCheck, FactChecking);
        machine.Configure(FactChecking).PermitReentry(CaseTrigger.RecordFactCheck).PermitReentry(CaseTrigger.SendFactCheck);
    }

    private static void Diversion(Machine machine, Rules rules)
    {
        Endings(machine.Configure(PendingDivert), rules)
            .Permit(CaseTrigger.SelfHandle, SelfHandling)
            .When(CaseTrigger.Assign, PendingReceipt, rules.OneLead)
            .Permit(CaseTrigger.Convene, InConference);
        Endings(machine.Configure(SelfHandling), rules)
            .Permit(CaseTrigger.Reply, Replied)
            .When(CaseTrigger.HandBack, PendingDivert, rules.Reason)
            .When(CaseTrigger.Assign, PendingReceipt, rules.OneLead)
            .Permit(CaseTrigger.Convene, InConference);
    }

    private static void Orders(Machine machine, Rules rules)
    {
        Endings(machine.Configure(PendingReceipt), rules)
            .Permit(CaseTrigger.Receive, InProgress)
            .When(CaseTrigger.AcceptReturn, PendingDivert, rules.Reason, rules.NotDesignated, rules.HandlerReleased)
            .When(CaseTrigger.Dispute, OwnershipDisputed, rules.Reason, rules.NotDesignated)
            .Permit(CaseTrigger.Convene, InConference)
            .WhenReentering(CaseTrigger.Designate, rules.Reason, rules.OneLead);
        Endings(machine.Configure(InProgress), rules)
            .When(CaseTrigger.Reply, Replied, rules.AssistsReported)
            .When(CaseTrigger.AcceptReturn, PendingDivert, rules.Reason, rules.NotDesignated, rules.HandlerReleased)
            .When(CaseTrigger.Dispute, OwnershipDisputed, rules.Reason, rules.NotDesignated)
            .When(CaseTrigger.Suspend, Suspended, rules.Reason)
            .Permit(CaseTrigger.Convene, InConference)
            .When(CaseTrigger.Designate, PendingReceipt, rules.Reason, rules.OneLead);
    }

    private static void Aside(Machine machine, Rules rules)
    {
        Endings(machine.Configure(OwnershipDisputed), rules)
            .When(CaseTrigger.RejectDispute, PendingReceipt, rules.Reason, rules.BackTo(PendingReceipt))
            .When(CaseTrigger.RejectDispute, InProgress, rules.Reason, rules.BackTo(InProgress))
            .When(CaseTrigger.Designate, PendingReceipt, rules.Reason, rules.OneLead)
            .Permit(CaseTrigger.Convene, InConference);
        foreach (var state in (CaseState[])[Suspended, Backlogged])
        {
            Endings(machine.Configure(state), rules)
                .When(CaseTrigger.Resume, InProgress, rules.BackTo(InProgress))
                .When(CaseTrigger.Resume, Reworking, rules.BackTo(Reworking))
                .When(CaseTrigger.Designate, PendingReceipt, rules.Reason, rules.OneLead)
                .Permit(CaseTrigger.Convene, InConference);
        }

        machine.Configure(Suspended).When(CaseTrigger.MoveToBacklog, Backlogged, rules.Reason);
        var conference = Endings(machine.Configure(InConference), rules).When(CaseTrigger.Resolve, PendingReceipt, rules.OneLead);
        foreach (var back in ConferenceReturns) conference.When(CaseTrigger.EndConference, back, rules.BackTo(back));
    }

    private static void Verification(Machine machine, Rules rules)
    {
        machine.Configure(Replied)
            .When(CaseTrigger.PassVerification, PendingEvaluation, rules.Independent)
            .When(CaseTrigger.FailVerification, Reworking, rules.Reason, rules.Independent)
            .WhenReentering(CaseTrigger.CannotVerify, rules.Independent);
        machine.Configure(Reworking)
            .When(CaseTrigger.Reply, Replied, rules.AssistsReported)
            .When(CaseTrigger.Suspend, Suspended, rules.Reason)
            .Permit(CaseTrigger.Convene, InConference)
            .When(CaseTrigger.Designate, PendingReceipt, rules.Reason, rules.OneLead)
            .When(CaseTrigger.Void, Voided, rules.Reason);
        machine.Configure(PendingEvaluation)
            .PermitReentry(CaseTrigger.Evaluate)
            .PermitReentry(CaseTrigger.RecordNoAnswer)
            .When(CaseTrigger.Redo, Reworking, rules.Reason)
            .When(CaseTrigger.Close, Closed, rules.Evaluated);
        machine.Configure(Closed).Permit(CaseTrigger.Archive, Archived);
        machine.Configure(Archived);
    }

    /// <summary>How a case can end before a reply; always with a reason (G1).</summary>
    private static Machine.StateConfiguration Endings(Machine.StateConfiguration configuration, Rules rules)
    {
        configuration.When(CaseTrigger.Void, Voided, rules.Reason).When(CaseTrigger.Withdraw, Withdrawn, rules.Reason);
        return configuration.When(CaseTrigger.Merge, Merged, rules.Reason).When(CaseTrigger.ReferOut, ReferredOut, rules.Reason);
    }

    private static Machine.StateConfiguration When(
        this Machine.StateConfiguration configuration, CaseTrigger trigger, CaseState to, params Tuple<Func<bool>, string>[] rules) => configuration.PermitIf(trigger, to, rules);

    private static Machine.StateConfiguration WhenReentering(
        this Machine.StateConfiguration configuration, CaseTrigger trigger, params Tuple<Func<bool>, string>[] rules) => configuration.PermitReentryIf(trigger, rules);

    private sealed class Rules(Func<TransitionFacts> facts)
    {
        public Tuple<Func<bool>, string> Reason { get; } = new(() => facts().HasReason, "G1");
        public Tuple<Func<bool>, string> Standard { get; } = new(() => facts().HasStandard, CaseRules.FilingStandard);
        public Tuple<Func<bool>, string> FactCheckIsIn { get; } = new(() => facts().FactCheckIsIn, CaseRules.FactCheckOut);
        public Tuple<Func<bool>, string> NotDesignated { get; } = new(() => !facts().IsDesignated, "G5");
        public Tuple<Func<bool>, string> OneLead { get; } = new(() => facts().OneLead, "G6.Lead");
        public Tuple<Func<bool>, string> AssistsReported { get; } = new(() => facts().AssistsReported, "G6.Assist");
        public Tuple<Func<bool>, string> Independent { get; } = new(() => facts().VerifierIsIndependent, "G7");
        public Tuple<Func<bool>, string> HandlerReleased { get; } = new(() => facts().HandlerIsReleased, "G11");
        public Tuple<Func<bool>, string> Evaluated { get; } = new(() => facts().EvaluationIsDone, CaseRules.NotEvaluated);

        public Tuple<Func<bool>, string> BackTo(CaseState state) => new(() => facts().Back == state, $"Back.{state}");
    }
}
