using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>Finds the order or application that a command is about.</summary>
internal static class OrderArguments
{
    /// <summary>The order named by <c>orderId</c>, or else the active lead order.</summary>
    public static Refusal? Find(CaseTurn t, out WorkOrder order)
    {
        var id = t.Arguments.OptionalText("orderId", 60);
        order = (id is null ? t.Case.Lead : t.Case.Orders.FirstOrDefault(candidate => candidate.Id == id))!;
        if (t.Arguments.Problem is { } problem) return problem;
        if (order is not null) return null;
        return id is null ? CaseRules.Refuse("NoLead") : CaseRules.Invalid("Order.Unknown", "orderId", id);
    }

    /// <summary>The pending application named by <c>approvalId</c>, or else the only pending one of the kind.</summary>
    public static Refusal? Find(CaseTurn t, ApprovalKind kind, out ApprovalRequest approval)
    {
        var id = t.Arguments.OptionalText("approvalId", 60);
        approval = t.Case.PendingApprovals.LastOrDefault(candidate => candidate.Kind == kind && (id is null || candidate.Id == id))!;
        if (t.Arguments.Problem is { } problem) return problem;
        return approval is null ? CaseRules.Invalid("Approval.Unknown", "approvalId", id ?? kind.ToString()) : null;
    }

    public static Refusal WrongState(WorkOrder order, string command) =>
        CaseRules.Refuse("Order.State", order.Id, CaseTexts.Of(order.State), CaseTexts.Table.Format($"Action.{command}"));
}
