using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>办理 and 回复 (domain.md §2.3 ⑤).</summary>
internal static class HandlingCommands
{
    /// <summary>
    /// <c>reply</c> <c>{ orderId?, result, text, legalBasis?, evidence? }</c>. The dispose clock goes on until the reply is
    /// accepted; then it counts as stopped at the reply.
    /// </summary>
    public static Refusal? Reply(CaseTurn t)
    {
        var a = t.Arguments;
        var reply = new OrderReply(a.Choice<ReplyResult>("result"), a.Text("text"), a.OptionalText("legalBasis", 500), a.Texts("evidence"), t.By, t.Now,
            t.Persons.ElementAtOrDefault(1));
        if (t.Case.Lead is null && !a.Has("orderId")) return ReplyBySelf(t, reply);
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.Kind == OrderKind.Lead)
        {
            if (t.Fire(CaseTrigger.Reply, new TransitionFacts { AssistsReported = t.Case.Assists.All(HasReported) }) is { } refusal) return refusal;
            Replied(t);
        }
        else if (order.State is not (OrderState.Received or OrderState.Reworking) || t.Case.State == CaseState.Suspended)
        {
            return OrderArguments.WrongState(order, "reply");
        }

        t.Put(order with { State = OrderState.Replied, Reply = reply, ReplyTimes = [.. order.ReplyTimes ?? [], t.Now], Handlers = HandlersWith(t, order) });
        CaseEnding.Lapse(t, "Lapse.Moved", request => request.OrderId == order.Id);
        t.Signal("Replied", order.Id);
        return null;
    }

    /// <summary><c>stageReport</c> <c>{ orderId, text }</c>: an assisting unit tells the lead how far it is (G6).</summary>
    public static Refusal? ReportStage(CaseTurn t)
    {
        var text = t.Arguments.Text("text");
        if (OrderArguments.Find(t, out var order) is { } unknown) return unknown;
        if (order.State is not (OrderState.Received or OrderState.Reworking)) return OrderArguments.WrongState(order, "stageReport");
        t.Put(order with { StageReports = [.. order.StageReports, new StageReport(text, t.By, t.Now)], Handlers = HandlersWith(t, order) });
        t.Signal("StageReported", order.Id);
        return null;
    }

    private static Refusal? ReplyBySelf(CaseTurn t, OrderReply reply)
    {
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(CaseTrigger.Reply, new TransitionFacts()) is { } refusal) return refusal;
        t.Case = t.Case with { SelfReply = reply };
        Replied(t);
        t.Signal("Replied");
        return null;
    }

    private static void Replied(CaseTurn t) =>
        t.Case = t.Case with { RepliedAt = t.Now, Clocks = t.Case.Clocks with { Verify = t.Start(LimitStage.Verify) } };

    private static IReadOnlyList<string> HandlersWith(CaseTurn t, WorkOrder order) => [.. order.Handlers.Union(t.Persons, StringComparer.Ordinal)];

    private static bool HasReported(WorkOrder assist) => assist.State == OrderState.Replied || assist.StageReports.Count > 0;
}
