using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>延期 and 挂账 (domain.md §3.6).</summary>
internal static class ClockCommands
{
    private static readonly Limit ExtensionDecision = Limit.Running(4, LimitUnit.WorkHour);
    private static readonly Limit SuspensionDecision = Limit.Running(1, LimitUnit.WorkDay);

    /// <summary><c>requestExtension</c> <c>{ orderId?, delay?, reasonCode, reason, evidence? }</c>; without delay the original limit once more (G9).</summary>
    public static Refusal? RequestExtension(CaseTurn t)
    {
        var (reason, evidence, delay) = (t.Arguments.Reason("Extension"), t.Arguments.Texts("evidence"), t.Arguments.OptionalLimit("delay"));
        if (Working(t, "requestExtension", ApprovalKind.Extension, out var order) is { } refusal) return refusal;
        if (reason is null) return CaseRules.Refuse("G1");
        var asked = delay ?? order.Dispose.Limit;
        if (order.Dispose.Extend(t.Now, asked, t.Data.Extensions, t.Data.CalendarOf(order.Dispose)).Refusal is { } no) return G9(no);
        t.Add(ReturnCommands.New(t, ApprovalKind.Extension, order, reason, evidence, ExtensionDecision) with { Delay = asked });
        t.Signal("ExtensionRequested", order.Id);
        return null;
    }

    /// <summary><c>decideExtension</c> <c>{ approvalId?, accept, opinion? }</c>.</summary>
    public static Refusal? DecideExtension(CaseTurn t)
    {
        if (OrderArguments.Find(t, ApprovalKind.Extension, out var approval) is { } unknown) return unknown;
        if (ReturnCommands.Decision(t, approval) is not { } decision) return t.Arguments.Problem ?? CaseRules.Refuse("Approval.SelfDecision");
        var order = t.Case.Order(approval.OrderId);
        if (decision.Accepted)
        {
            var extended = order.Dispose.Extend(t.Now, approval.Delay!.Value, t.Data.Extensions, t.Data.CalendarOf(order.Dispose));
            if (extended.Refusal is { } no) return G9(no);
            t.Put(order with { Dispose = extended.Clock, DisposeYellow = extended.Clock.LightAt(t.Now) != Light.Green });
        }

        t.Put(ReturnCommands.Decided(t, approval, decision));
        t.Signal(decision.Accepted ? "Extended" : "ExtensionRejected", order.Id);
        return null;
    }

    /// <summary><c>requestSuspension</c> <c>{ orderId?, until, plan, reasonCode, reason, evidence? }</c>.</summary>
    public static Refusal? RequestSuspension(CaseTurn t)
    {
        var (reason, evidence) = (t.Arguments.Reason("Suspension"), t.Arguments.Texts("evidence"));
        var (until, plan) = (t.Arguments.Future("until", t.Now), t.Arguments.Text("plan"));
        if (Working(t, "requestSuspension", ApprovalKind.Suspension, out var order) is { } refusal) return refusal;
        if (reason is null) return CaseRules.Refuse("G1");
        if (order.Kind != OrderKind.Lead) return OrderArguments.WrongState(order, "requestSuspension");
        if (order.Dispose.Suspend(t.Now, until, t.Data.Suspensions, t.Data.CalendarOf(order.Dispose)).Refusal is { } no) return Clock(no);
        t.Add(ReturnCommands.New(t, ApprovalKind.Suspension, order, reason, evidence, SuspensionDecision) with { Until = until, Plan = plan });
        t.Signal("SuspensionRequested", order.Id);
        return null;
    }

    /// <summary><c>decideSuspension</c> <c>{ approvalId?, accept, opinion? }</c>.</summary>
    public static Refusal? DecideSuspension(CaseTurn t)
    {
        if (OrderArguments.Find(t, ApprovalKind.Suspension, out var approval) is { } unknown) return unknown;
        if (ReturnCommands.Decision(t, approval) is not { } decision) return t.Arguments.Problem ?? CaseRules.Refuse("Approval.SelfDecision");
        var order = t.Case.Order(approval.OrderId);
        if (!decision.Accepted)
        {
            t.Put(ReturnCommands.Decided(t, approval, decision));
            t.Signal("SuspensionRejected", order.Id);
            return null;
        }

        var suspended = order.Dispose.Suspend(t.Now, approval.Until!.Value, t.Data.Suspensions, t.Data.CalendarOf(order.Dispose));
        if (suspended.Refusal is { } no) return Clock(no);
        if (t.Fire(CaseTrigger.Suspend, new TransitionFacts { HasReason = true }) is { } refusal) return refusal;
        t.Put(order with { Dispose = suspended.Clock });
        foreach (var assist in t.Case.Assists.Where(assist => assist.State != OrderState.Replied).ToList())
            t.Put(assist with { Dispose = assist.Dispose.Pause(t.Now, t.Data.CalendarOf(assist.Dispose)).Clock });
        t.Put(ReturnCommands.Decided(t, approval, decision));
        CaseEnding.Lapse(t, "Lapse.Moved", request => request.OrderId == order.Id);
        t.Signal("Suspended", order.Id);
        return null;
    }

    /// <summary><c>resume</c>: by hand, or at the date (G8). The clock goes on from the date even when this comes later.</summary>
    public static Refusal? Resume(CaseTurn t)
    {
        if (t.Fire(CaseTrigger.Resume, new TransitionFacts()) is { } refusal) return refusal;
        var resumedAt = t.Case.Lead?.Dispose.SuspendedUntil is { } until && until < t.Now ? until : t.Now;
        foreach (var order in t.Case.Orders.Where(order => order is { IsActive: true, Dispose.PausedAt: not null }).ToList())
            t.Put(order with { Dispose = order.Dispose.Resume(resumedAt, t.Data.CalendarOf(order.Dispose)).Clock });
        t.Signal("Resumed", t.Case.Lead?.Id);
        return null;
    }

    /// <summary><c>moveToBacklog</c> <c>{ reasonCode, reason }</c>: stays in stock and is reviewed from time to time.</summary>
    public static Refusal? MoveToBacklog(CaseTurn t)
    {
        var reason = t.Arguments.Reason("Backlog");
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(CaseTrigger.MoveToBacklog, new TransitionFacts { HasReason = reason is not null }) is { } refusal) return refusal;
        t.Signal("Backlogged", t.Case.Lead?.Id);
        return null;
    }

    /// <summary><c>expireRequest</c> <c>{ approvalId }</c>: nobody decided in time, which means no (domain.md §2.5).</summary>
    public static Refusal? Expire(CaseTurn t)
    {
        var id = t.Arguments.Text("approvalId", 60);
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Case.PendingApprovals.FirstOrDefault(request => request.Id == id) is not { } approval || t.Now <= approval.DecideBy) return null;
        t.Put(ReturnCommands.Decided(t, approval, new ApprovalDecision(false, CaseTexts.Table.Format("Lapse.Silent"), "engine", t.Now)));
        t.Signal($"{approval.Kind}Rejected", approval.OrderId);
        return null;
    }

    private static Refusal? Working(CaseTurn t, string command, ApprovalKind kind, out WorkOrder order)
    {
        if (OrderArguments.Find(t, out order) is { } unknown) return unknown;
        if (order.State is not (OrderState.Received or OrderState.Reworking) || t.Case.State is not (CaseState.InProgress or CaseState.Reworking))
            return t.Case.State == CaseState.Suspended ? CaseRules.Refuse("G8", "", CaseTexts.Table.Format($"Action.{command}")) : OrderArguments.WrongState(order, command);
        return ReturnCommands.Pending(t, order, kind) is { } pending ? CaseRules.Refuse("Approval.Pending", pending.Id) : null;
    }

    private static Refusal G9(ClockRefusal refusal) => new("G9", refusal.Text);

    private static Refusal Clock(ClockRefusal refusal) => new(refusal.Rule, refusal.Text);
}
