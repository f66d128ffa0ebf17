using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>Ending a case, and ending orders and applications before their time.</summary>
internal static class CaseEnding
{
    /// <summary>Ends the case early: orders end, clocks stop, applications lapse.</summary>
    public static Refusal? Apply(CaseTurn t, CaseTrigger trigger, string reasonKind, string signal)
    {
        var reason = t.Arguments.Reason(reasonKind);
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(trigger, new TransitionFacts { HasReason = reason is not null }) is { } refusal) return refusal;
        EndOrders(t, OrderState.Ended);
        Lapse(t, "Lapse.Moved");
        t.Case = t.Case with { EndReason = reason };
        StopClocks(t);
        t.Signal(signal);
        return null;
    }

    /// <summary>Takes all active orders from their units.</summary>
    public static void EndOrders(CaseTurn t, OrderState leadState)
    {
        foreach (var order in t.Case.Orders.Where(order => order.IsActive).ToList()) t.Put(End(t, order, order.Kind == OrderKind.Lead ? leadState : OrderState.Ended));
    }

    /// <summary>The order taken from its unit: its clocks stop where they are.</summary>
    public static WorkOrder End(CaseTurn t, WorkOrder order, OrderState state) => order with
    {
        State = state,
        EndedAt = t.Now,
        Handler = null,
        Receive = t.Stopped(order.Receive),
        Dispose = t.Stopped(order.Dispose),
    };

    /// <summary>What is still to be decided no longer matters.</summary>
    public static void Lapse(CaseTurn t, string why, Func<ApprovalRequest, bool>? which = null)
    {
        foreach (var request in t.Case.PendingApprovals.Where(request => which?.Invoke(request) ?? true).ToList())
        {
            var decision = new ApprovalDecision(false, CaseTexts.Table.Format(why), "engine", t.Now);
            t.Put(request with { State = ApprovalState.Lapsed, DecidedAt = t.Now, Decisions = [.. request.Decisions, decision] });
            t.Signal("RequestLapsed", request.OrderId);
        }
    }

    public static void StopClocks(CaseTurn t)
    {
        var clocks = t.Case.Clocks;
        t.Case = t.Case with
        {
            Clocks = new CaseClocks(t.Stop(clocks.Accept), t.Stop(clocks.FactCheck), t.Stop(clocks.Divert), t.Stop(clocks.Verify), t.Stop(clocks.Callback)),
        };
    }
}
