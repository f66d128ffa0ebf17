using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>退回: asked by the unit, decided by the dispatcher (domain.md §2.5).</summary>
internal static class ReturnCommands
{
    // Hours of decision of domain.md §2.5.
    private static readonly Limit DecideWithin = Limit.Running(2, LimitUnit.WorkHour);

    /// <summary><c>requestReturn</c> <c>{ orderId?, reasonCode, reason, evidence? }</c>. The third of a unit becomes a dispute (G12).</summary>
    public static Refusal? Request(CaseTurn t)
    {
        var (reason, evidence) = (t.Arguments.Reason("Return"), t.Arguments.Texts("evidence"));
        if (t.Case.Orders.Count == 0) return CaseRules.Refuse("G3");
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.IsDesignated) return CaseRules.Refuse("G5");
        if (order.State is not (OrderState.Sent or OrderState.Received) || t.Case.State == CaseState.Suspended) return OrderArguments.WrongState(order, "requestReturn");
        if (reason is null) return CaseRules.Refuse("G1");
        if (order.Handler is { } handler) return CaseRules.Refuse("G11", handler);
        if (order.ReturnableUntil is { } until && t.Now > until) return CaseRules.Refuse("ReturnWindow", until);
        if (Pending(t, order, ApprovalKind.Return) is { } pending) return CaseRules.Refuse("Approval.Pending", pending.Id);
        var returned = t.Case.Approvals.Count(request => request is { Kind: ApprovalKind.Return, State: ApprovalState.Accepted } && request.Unit == order.Unit);
        if (returned >= CaseRules.MaxReturns && order.Kind == OrderKind.Lead)
            return DisputeCommands.Raise(t, order, new Reason("Returns", CaseTexts.Table.Format("Cause.ReturnLimit", returned)), evidence);
        t.Add(New(t, ApprovalKind.Return, order, reason, evidence, DecideWithin));
        t.Signal("ReturnRequested", order.Id);
        return null;
    }

    /// <summary><c>decideReturn</c> <c>{ approvalId?, accept, opinion }</c>.</summary>
    public static Refusal? Decide(CaseTurn t)
    {
        if (OrderArguments.Find(t, ApprovalKind.Return, out var approval) is { } unknown) return unknown;
        if (Decision(t, approval) is not { } decision) return t.Arguments.Problem ?? CaseRules.Refuse("Approval.SelfDecision");
        var order = t.Case.Order(approval.OrderId);
        if (decision.Accepted && order.Kind == OrderKind.Lead)
        {
            var facts = new TransitionFacts { HasReason = true, IsDesignated = order.IsDesignated, HandlerIsReleased = order.Handler is null };
            if (t.Fire(CaseTrigger.AcceptReturn, facts) is { } refusal) return refusal;
        }

        t.Put(Decided(t, approval, decision));
        if (!decision.Accepted)
        {
            t.Signal("ReturnRejected", order.Id);
            return null;
        }

        // The receive clock stops when the return was applied for (domain.md §3.3).
        var receive = approval.At >= order.Receive.ChangedAt ? order.Receive.Stop(approval.At).Clock : order.Receive;
        t.Put(CaseEnding.End(t, order with { Receive = receive }, OrderState.Returned));
        if (order.Kind == OrderKind.Lead)
        {
            CaseEnding.EndOrders(t, OrderState.Ended);
            CaseEnding.Lapse(t, "Lapse.Moved");
            t.Case = t.Case with { ShuffleCount = t.Case.ShuffleCount + 1, Diversion = null, Clocks = t.Case.Clocks with { Divert = t.Start(LimitStage.Divert) } };
        }

        t.Signal("Returned", order.Id);
        return null;
    }

    internal static ApprovalRequest? Pending(CaseTurn t, WorkOrder order, ApprovalKind kind) =>
        t.Case.PendingApprovals.FirstOrDefault(request => request.Kind == kind && request.OrderId == order.Id);

    internal static ApprovalRequest New(CaseTurn t, ApprovalKind kind, WorkOrder order, Reason reason, IReadOnlyList<string> evidence, Limit decideWithin) => new()
    {
        Id = $"{t.Case.CaseNumber}-A{t.Case.Approvals.Count + 1}",
        Kind = kind,
        State = ApprovalState.Pending,
        OrderId = order.Id,
        Unit = order.Unit,
        By = t.By,
        At = t.Now,
        Reason = reason,
        Evidence = evidence,
        DecideBy = DeadlineCalculator.Compute(t.Now, decideWithin, t.Data.Calendar).Due,
        Decisions = [],
    };

    /// <summary>Reads <c>accept</c> and <c>opinion</c>; null when they are bad or the applicant decides on the own application.</summary>
    internal static ApprovalDecision? Decision(CaseTurn t, ApprovalRequest approval)
    {
        var (accept, opinion) = (t.Arguments.OptionalFlag("accept"), t.Arguments.OptionalText("opinion"));
        if (accept is null) t.Arguments.Reject("Argument.Missing", "accept");
        if (accept == false && opinion is null) t.Arguments.Reject("Argument.Missing", "opinion");
        if (t.Arguments.Problem is not null || t.Persons.Contains(approval.By, StringComparer.Ordinal)) return null;
        return new ApprovalDecision(accept!.Value, opinion ?? "", t.By, t.Now);
    }

    internal static ApprovalRequest Decided(CaseTurn t, ApprovalRequest approval, ApprovalDecision decision) => approval with
    {
        State = decision.Accepted ? ApprovalState.Accepted : ApprovalState.Rejected,
        DecidedAt = t.Now,
        Decisions = [.. approval.Decisions, decision],
    };
}
