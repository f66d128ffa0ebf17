using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>What may still be added to a case that has ended: marks beside the facts, never changes of them (domain.md §2.4 G10, G16).</summary>
internal static class MarkCommands
{
    private static readonly Limit ReviewWithin = Limit.Running(5, LimitUnit.WorkDay);

    /// <summary><c>timeoutAppeal</c> <c>{ orderId, reasonCode, reason, evidence? }</c>: after the close, on an overdue order, once per case (G10).</summary>
    public static Refusal? Appeal(CaseTurn t)
    {
        var (reason, evidence) = (t.Arguments.Reason("TimeoutAppeal"), t.Arguments.Texts("evidence"));
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (t.Case.State is not (CaseState.Closed or CaseState.Archived) || !(order.ReceiveOverdue || order.DisposeOverdue)) return CaseRules.Refuse("G10.State");
        return Apply(t, ApprovalKind.TimeoutAppeal, order, reason, evidence);
    }

    /// <summary><c>requestExclusion</c> <c>{ orderId, reasonCode, reason, evidence? }</c>: 剔除 of an unreasonable demand.</summary>
    public static Refusal? RequestExclusion(CaseTurn t)
    {
        var (reason, evidence) = (t.Arguments.Reason("Exclusion"), t.Arguments.Texts("evidence"));
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        return t.Case.State is CaseState.Closed or CaseState.Archived ? Apply(t, ApprovalKind.Exclusion, order, reason, evidence) : CaseRules.Refuse("G10.State");
    }

    /// <summary><c>decideAppeal</c> <c>{ approvalId?, accept, opinion? }</c>: two different reviewers must accept.</summary>
    public static Refusal? DecideAppeal(CaseTurn t) => Decide(t, ApprovalKind.TimeoutAppeal);

    /// <summary><c>decideExclusion</c> <c>{ approvalId?, accept, opinion? }</c>: two different reviewers must accept.</summary>
    public static Refusal? DecideExclusion(CaseTurn t) => Decide(t, ApprovalKind.Exclusion);

    /// <summary><c>markFalseClosure</c> <c>{ text }</c>: 虚假办结, confirmed by a supervisor.</summary>
    public static Refusal? FalseClosure(CaseTurn t)
    {
        var text = t.Arguments.Text("text");
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Case.State is not (CaseState.Closed or CaseState.Archived)) return CaseRules.Refuse("Closure.State");
        if (t.Case.IsFalseClosure) return null;
        t.Case = t.Case with { IsFalseClosure = true };
        SupervisionCommands.Add(t, SupervisionLevel.YellowCard, t.Case.Orders.LastOrDefault(order => order.State == OrderState.Completed), "FalseClosure", text);
        return null;
    }

    /// <summary><c>reopen</c> <c>{ newFacts, newCaseNumber }</c>: only marks; the host starts the linked case (G16).</summary>
    public static Refusal? Reopen(CaseTurn t)
    {
        var (facts, number) = (t.Arguments.OptionalText("newFacts"), t.Arguments.Text("newCaseNumber", 40));
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Case.State is not (CaseState.Closed or CaseState.Archived) || t.Case.ReopenedAs is not null) return CaseRules.Refuse("G16.State", CaseTexts.Of(t.Case.State));
        if (facts is null) return CaseRules.Refuse("G16.NewFacts");
        if (t.Now > t.Case.EndedAt!.Value.AddDays(CaseRules.ReopenDays)) return CaseRules.Refuse("G16.Window", CaseRules.ReopenDays);
        t.Case = t.Case with { ReopenedAs = number };
        t.Signal("Reopened");
        return null;
    }

    private static Refusal? Apply(CaseTurn t, ApprovalKind kind, WorkOrder order, Reason? reason, IReadOnlyList<string> evidence)
    {
        if (reason is null) return CaseRules.Refuse("G1");
        if (t.Case.Approvals.Any(request => request.Kind == kind)) return CaseRules.Refuse("G10.Once", CaseTexts.Table.Format($"Approval.{kind}"));
        t.Add(ReturnCommands.New(t, kind, order, reason, evidence, ReviewWithin));
        return null;
    }

    private static Refusal? Decide(CaseTurn t, ApprovalKind kind)
    {
        if (OrderArguments.Find(t, kind, out var approval) is { } unknown) return unknown;
        if (ReturnCommands.Decision(t, approval) is not { } decision) return t.Arguments.Problem ?? CaseRules.Refuse("Approval.SelfDecision");
        if (approval.Decisions.Any(earlier => t.Persons.Contains(earlier.By))) return CaseRules.Refuse("G10.Reviewer");
        if (decision.Accepted && approval.Decisions.Count + 1 < approval.DecisionsNeeded)
        {
            t.Case = t.Case.With(approval with { Decisions = [.. approval.Decisions, decision] });
            return null;
        }

        t.Put(ReturnCommands.Decided(t, approval, decision));
        if (!decision.Accepted) return null;
        t.Case = kind == ApprovalKind.Exclusion ? t.Case with { IsExcluded = true } : t.Case with { IsTimeoutExempt = true };
        return null;
    }
}
