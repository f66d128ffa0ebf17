using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>评价, 回访, 结案 (domain.md §2.3 ⑦).</summary>
internal static class EvaluationCommands
{
    /// <summary>
    /// <c>evaluate</c> <c>{ satisfaction, service?, contacted?, solved?, note?, wordsRef?, byRequester? }</c>. After the end it is a late
    /// mark, taken only when there is none yet.
    /// </summary>
    public static Refusal? Evaluate(CaseTurn t)
    {
        var a = t.Arguments;
        var evaluation = new Evaluation(
            t.Case.RedoCount, a.Choice<Satisfaction>("satisfaction"), a.OptionalChoice<Satisfaction>("service"), a.OptionalFlag("contacted"),
            a.OptionalFlag("solved"), a.OptionalText("note"), a.OptionalFlag("byRequester") ?? t.Case.Requester.CanBeAsked, t.By, t.Now,
            a.PersonalReference("wordsRef"));
        if (a.Problem is { } problem) return problem;
        if (evaluation is { IsBad: true, Note: null, WordsRef: null }) return CaseRules.Refuse("Evaluation.Reason");
        if (!evaluation.ByRequester && t.Case.Handlers.Intersect(t.Persons, StringComparer.Ordinal).Any()) return CaseRules.Refuse("Evaluation.Handler");
        if (t.Case.Evaluation is not null) return CaseRules.Refuse("Evaluation.Repeated");
        var isLate = t.Case.State is CaseState.Closed or CaseState.Archived || t.Case.State == CaseState.Merged;
        if (!isLate && t.Fire(CaseTrigger.Evaluate, new TransitionFacts()) is { } refusal) return refusal;
        t.Case = t.Case with { Evaluations = [.. t.Case.Evaluations, evaluation], Clocks = t.Case.Clocks with { Callback = t.Stop(t.Case.Clocks.Callback) } };
        t.Signal("Evaluated");
        return null;
    }

    /// <summary><c>callbackNoAnswer</c> <c>{ note? }</c>.</summary>
    public static Refusal? NoAnswer(CaseTurn t)
    {
        var note = t.Arguments.OptionalText("note");
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(CaseTrigger.RecordNoAnswer, new TransitionFacts()) is { } refusal) return refusal;
        t.Case = t.Case with { CallbackTries = [.. t.Case.CallbackTries, new CallbackTry(t.Case.RedoCount, t.By, t.Now, note)] };
        t.Signal("NoAnswer");
        return null;
    }

    /// <summary><c>redo</c> <c>{ reasonCode, reason }</c>: 再次办理 by the same unit.</summary>
    public static Refusal? Redo(CaseTurn t)
    {
        var reason = t.Arguments.Reason("Redo");
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(CaseTrigger.Redo, new TransitionFacts { HasReason = reason is not null }) is { } refusal) return refusal;
        t.Case = t.Case with { RedoCount = t.Case.RedoCount + 1, Clocks = t.Case.Clocks with { Callback = t.Stop(t.Case.Clocks.Callback) } };
        if (t.Case.Orders.LastOrDefault(order => order is { Kind: OrderKind.Lead, State: OrderState.Completed }) is { } last) Again(t, last, reason!);
        t.Case = t.Case with { RepliedAt = null, VerifiedAt = null };
        t.Signal("Redo", t.Case.Lead?.Id);
        return null;
    }

    /// <summary><c>close</c>. A second close changes nothing (G13).</summary>
    public static Refusal? Close(CaseTurn t)
    {
        if (t.Case.State is CaseState.Closed or CaseState.Archived) return null;
        if (t.Fire(CaseTrigger.Close, new TransitionFacts { EvaluationIsDone = t.Case.Evaluation is not null || TriesAreUsedUp(t.Case) }) is { } refusal) return refusal;
        CaseEnding.StopClocks(t);
        t.Signal("Closed");
        return null;
    }

    /// <summary><c>archive</c>, on a closed case.</summary>
    public static Refusal? Archive(CaseTurn t) => t.Case.State == CaseState.Archived ? null : t.Fire(CaseTrigger.Archive, new TransitionFacts());

    /// <summary>At least three tries over at least two days (domain.md §2.5).</summary>
    public static bool TriesAreUsedUp(GovCase @case)
    {
        var tries = @case.Tries.ToList();
        return tries.Count >= CaseRules.CallbackTries && tries[^1].At - tries[0].At >= TimeSpan.FromDays(CaseRules.CallbackDays);
    }

    // A completed order is a fact with a stopped clock; the redo is a new order of the same unit, and cannot be returned.
    private static void Again(CaseTurn t, WorkOrder last, Reason reason) => t.Add(last with
    {
        Id = $"{t.Case.CaseNumber}-{t.Case.Orders.Count + 1}",
        State = OrderState.Reworking,
        IsDesignated = true,
        Note = reason.Text,
        SentAt = t.Now,
        ReceivedAt = t.Now,
        Receive = PausableClock.Start(t.Now, last.Receive.Limit, t.Data.Calendar).Stop(t.Now).Clock,
        Dispose = PausableClock.Start(t.Now, last.Dispose.Limit, t.Data.Calendar),
        Handler = null,
        EndedAt = null,
        Reply = null,
        ReplyTimes = null,
        StageReports = [],
        ReceiveOverdue = false,
        DisposeOverdue = false,
        DisposeYellow = false,
    });
}
