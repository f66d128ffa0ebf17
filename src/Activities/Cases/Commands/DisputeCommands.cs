using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>权属争议 and 指定 (domain.md §2.5).</summary>
internal static class DisputeCommands
{
    private static readonly Limit DecideWithin = Limit.Running(3, LimitUnit.WorkDay);

    /// <summary><c>dispute</c> <c>{ orderId?, reasonCode, reason, evidence? }</c>.</summary>
    public static Refusal? Dispute(CaseTurn t)
    {
        var (reason, evidence) = (t.Arguments.Reason("OwnershipDispute"), t.Arguments.Texts("evidence"));
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.Kind != OrderKind.Lead) return OrderArguments.WrongState(order, "dispute");
        return Raise(t, order, reason, evidence);
    }

    internal static Refusal? Raise(CaseTurn t, WorkOrder order, Reason? reason, IReadOnlyList<string> evidence)
    {
        if (t.Fire(CaseTrigger.Dispute, new TransitionFacts { HasReason = reason is not null, IsDesignated = order.IsDesignated }) is { } refusal) return refusal;
        CaseEnding.Lapse(t, "Lapse.Moved", request => request.OrderId == order.Id);
        t.Add(ReturnCommands.New(t, ApprovalKind.OwnershipDispute, order, reason!, evidence, DecideWithin));
        t.Signal("Disputed", order.Id);
        return null;
    }

    /// <summary><c>rejectDispute</c> <c>{ reasonCode, reason }</c>: the order stays, and cannot be returned any more (G5).</summary>
    public static Refusal? Reject(CaseTurn t)
    {
        var reason = t.Arguments.Reason("Designate");
        if (t.Arguments.Problem is { } problem) return problem;
        if (OrderArguments.Find(t, ApprovalKind.OwnershipDispute, out var approval) is { } unknown) return unknown;
        if (t.Persons.Contains(approval.By, StringComparer.Ordinal)) return CaseRules.Refuse("Approval.SelfDecision");
        if (t.Fire(CaseTrigger.RejectDispute, new TransitionFacts { HasReason = reason is not null }) is { } refusal) return refusal;
        t.Put(ReturnCommands.Decided(t, approval, new ApprovalDecision(false, reason!.Text, t.By, t.Now)));
        t.Put(t.Case.Order(approval.OrderId) with { IsDesignated = true });
        t.Signal("DisputeRejected", approval.OrderId);
        return null;
    }

    /// <summary>
    /// <c>designate</c> <c>{ leadUnit, assistUnits?, note?, reasonCode, reason }</c>: the centre names the unit; its order cannot
    /// be returned (G5). Naming the same unit keeps its order and receive clock; the dispose clock begins anew.
    /// </summary>
    public static Refusal? Designate(CaseTurn t)
    {
        var a = t.Arguments;
        var reason = a.Reason("Designate");
        var plan = new OrderPlan(a.Text("leadUnit", 50), a.Texts("assistUnits"), null, a.OptionalText("note"));
        if (a.Problem is { } problem) return problem;
        if (plan.Problem(t) is { } bad) return bad;
        var old = t.Case.Lead;
        if (t.Fire(CaseTrigger.Designate, new TransitionFacts { HasReason = reason is not null, OneLead = true }) is { } refusal) return refusal;
        Settle(t, reason!.Text);
        if (old is not null && old.Unit == plan.LeadUnit) return Keep(t, old, plan);
        CaseEnding.EndOrders(t, OrderState.Reassigned);
        plan.Send(t, isDesignated: true);
        t.Case = t.Case with { ShuffleCount = t.Case.ShuffleCount + 1 };
        if (old is not null) t.Signal("Reassigned", old.Id);
        t.Signal("Assigned", t.Case.Lead!.Id);
        return null;
    }

    private static Refusal? Keep(CaseTurn t, WorkOrder order, OrderPlan plan)
    {
        t.Put(order with
        {
            IsDesignated = true,
            State = order.ReceivedAt is null ? OrderState.Sent : OrderState.Received,
            Dispose = PausableClock.Start(t.Now, order.Dispose.Limit, t.Data.Calendar),
            DisposeOverdue = false,
            DisposeYellow = false,
        });
        foreach (var assist in t.Case.Assists.Where(assist => !plan.AssistUnits.Contains(assist.Unit)).ToList()) t.Put(CaseEnding.End(t, assist, OrderState.Ended));
        foreach (var assist in t.Case.Assists.Where(assist => assist.Dispose.PausedAt is not null).ToList())
            t.Put(assist with { Dispose = assist.Dispose.Resume(t.Now, t.Data.CalendarOf(assist.Dispose)).Clock });
        t.Signal("Designated", order.Id);
        return order.ReceivedAt is null ? null : t.Fire(CaseTrigger.Receive, new TransitionFacts());
    }

    private static void Settle(CaseTurn t, string opinion)
    {
        foreach (var dispute in t.Case.PendingApprovals.Where(request => request.Kind == ApprovalKind.OwnershipDispute).ToList())
            t.Put(ReturnCommands.Decided(t, dispute, new ApprovalDecision(true, opinion, t.By, t.Now)));
        CaseEnding.Lapse(t, "Lapse.Moved");
    }
}
