using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>接哨, and who works on the order (domain.md §2.3 ④).</summary>
internal static class ReceiptCommands
{
    /// <summary><c>receive</c> <c>{ orderId?, handler? }</c>. A second receive changes nothing (G13).</summary>
    public static Refusal? Receive(CaseTurn t)
    {
        var handler = t.Arguments.OptionalText("handler", 100);
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.ReceivedAt is not null && order.IsActive) return null;
        if (order.State != OrderState.Sent) return OrderArguments.WrongState(order, "receive");
        if (order.Kind == OrderKind.Lead && t.Fire(CaseTrigger.Receive, new TransitionFacts()) is { } refusal) return refusal;
        var window = t.Data.LimitsOn(ChinaTime.DayOf(t.Now)).For(LimitStage.ReturnWindow, t.Case.Grade);
        t.Put(order with
        {
            State = OrderState.Received,
            ReceivedBy = t.By,
            ReceivedAt = t.Now,
            Receive = t.Stopped(order.Receive),
            ReturnableUntil = window is { } limit ? DeadlineCalculator.Compute(t.Now, limit, t.Data.Calendar).Due : null,
            Handler = handler,
            Handlers = handler is null ? order.Handlers : [.. order.Handlers, handler],
        });
        t.Signal("Received", order.Id);
        return null;
    }

    /// <summary><c>assignHandler</c> <c>{ orderId?, handler }</c>; the former handler keeps a read-only trace (G11).</summary>
    public static Refusal? AssignHandler(CaseTurn t)
    {
        var handler = t.Arguments.Text("handler", 100);
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.State is not (OrderState.Received or OrderState.Reworking)) return OrderArguments.WrongState(order, "assignHandler");
        if (order.Handler == handler) return null;
        t.Put(order with { Handler = handler, Handlers = [.. order.Handlers.Append(handler).Distinct()] });
        t.Signal("HandlerAssigned", order.Id);
        return null;
    }

    /// <summary><c>releaseHandler</c> <c>{ orderId? }</c>: 撤销指派.</summary>
    public static Refusal? ReleaseHandler(CaseTurn t)
    {
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (!order.IsActive) return OrderArguments.WrongState(order, "releaseHandler");
        if (order.Handler is null) return null;
        t.Put(order with { Handler = null });
        t.Signal("HandlerAssigned", order.Id);
        return null;
    }

    /// <summary><c>markReceiveOverdue</c> <c>{ orderId? }</c>: the receive limit has passed. Not while a return is being decided (domain.md §3.3).</summary>
    public static Refusal? MarkReceiveOverdue(CaseTurn t)
    {
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.ReceiveOverdue || order.State != OrderState.Sent || t.Now <= order.Receive.Due) return null;
        if (t.Case.PendingApprovals.Any(request => request.Kind == ApprovalKind.Return && request.OrderId == order.Id)) return null;
        t.Put(order with { ReceiveOverdue = true });
        t.Signal("ReceiveOverdue", order.Id);
        return null;
    }

    /// <summary><c>markDisposeYellow</c> <c>{ orderId? }</c>.</summary>
    public static Refusal? MarkYellow(CaseTurn t)
    {
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.DisposeYellow || !order.IsActive || order.Dispose.LightAt(t.Now) == Light.Green) return null;
        t.Put(order with { DisposeYellow = true });
        t.Signal("DisposeYellow", order.Id);
        return null;
    }

    /// <summary><c>markDisposeOverdue</c> <c>{ orderId? }</c>: the limit has passed; extension and suspension pending lapse (G14).</summary>
    public static Refusal? MarkDisposeOverdue(CaseTurn t)
    {
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.DisposeOverdue || !order.IsActive || order.Dispose.LightAt(t.Now) != Light.Red) return null;
        t.Put(order with { DisposeOverdue = true, DisposeYellow = true });
        CaseEnding.Lapse(t, "Lapse.RedCard", request => request.OrderId == order.Id && request.Kind is ApprovalKind.Extension or ApprovalKind.Suspension);
        t.Signal("DisposeOverdue", order.Id);
        return null;
    }
}
