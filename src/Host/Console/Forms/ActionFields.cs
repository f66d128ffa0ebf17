using GridGov.Workflow.Activities.Cases;

namespace GridGov.Workflow.Host.Console.Forms;

/// <summary>The fields of an action on a case: without the ids that the case itself settles.</summary>
internal static class ActionFields
{
    private static readonly string[] Needed = ["accept", "delay", "leadUnit"];
    private static readonly string[] Reasons = ["reasonCode", "reason"];

    public static FieldUse Of(CaseCommandInfo info, GovCase @case)
    {
        var reason = OutcomeFields.Shipped.ReasonOf(info.Name);
        var names = info.Form.GetProperty("properties").EnumerateObject().Select(property => property.Name)
            .Where(name => !IsSettled(name, @case) && (reason is null || !Reasons.Contains(name)));
        return new FieldUse([.. names.Select(name => Needed.Contains(name) ? name + "!" : name)], reason);
    }

    // With one order or one application there is nothing to choose: the command finds it itself.
    private static bool IsSettled(string field, GovCase @case) =>
        (field == "orderId" && @case.Orders.Count(order => order.IsActive || @case.EndedAt is not null) <= 1) || (field == "approvalId" && @case.PendingApprovals.Count() <= 1);
}
