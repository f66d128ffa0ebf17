using System.Text.Json;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>What the role matrix says about a case, seen from one person's side.</summary>
public static class CaseRights
{
    /// <summary>Whether the person may give the command about this order.</summary>
    /// <param name="order">See <see cref="OrderOf"/>.</param>
    public static Permission Check(CaseCommandInfo info, Person person, GovCase @case, WorkOrder? order)
    {
        ArgumentNullException.ThrowIfNull(info);
        var scope = ScopeOf(@case, order);
        Permission? refusal = null;
        foreach (var right in info.Rights)
        {
            var permission = RoleMatrix.Allows(person, right, scope);
            if (permission.Allowed) return permission;
            refusal ??= permission;
        }

        return refusal!;
    }

    /// <summary>
    /// The order that a command with these arguments is about: a right on the own order is none on that of another unit. What is
    /// about no order in particular is asked from the person's own order.
    /// </summary>
    public static WorkOrder? OrderOf(CaseCommandInfo info, Person person, GovCase @case, JsonElement arguments)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (info.IsAboutOrder) return Text(arguments, "orderId") is { } id ? Find(@case, id) : @case.Lead;
        if (Text(arguments, "supervisionId") is { } supervision && @case.Supervisions.FirstOrDefault(item => item.Id == supervision) is { OrderId: { } about })
            return Find(@case, about);
        return OwnOrder(@case, person);
    }

    /// <summary>What the role matrix needs to know of a case, for reading and for what is about no order in particular.</summary>
    public static CaseScope ScopeOf(GovCase @case, Person person) => ScopeOf(@case, OwnOrder(@case, person));

    private static CaseScope ScopeOf(GovCase @case, WorkOrder? order)
    {
        ArgumentNullException.ThrowIfNull(@case);
        return new CaseScope
        {
            AreaCode = @case.Place.AreaCode,
            GridCode = @case.Place.GridCode,
            OrderUnitId = order?.Unit,
            AssigneeId = order?.Handler,
            ReporterId = @case.Reporter,
            HandlerIds = [.. @case.Handlers],
            HandlingUnitIds = [.. @case.HandlingUnits],
            IsSelfResolved = @case.SelfReply is not null && @case.Orders.Count == 0,
            IsGridLevel = @case.Orders.Count == 0,
        };
    }

    private static WorkOrder? OwnOrder(GovCase @case, Person person) =>
        @case.Orders.LastOrDefault(order => order.Unit == person.UnitId && order.IsActive)
        ?? @case.Orders.LastOrDefault(order => order.Unit == person.UnitId)
        ?? @case.Lead;

    private static WorkOrder? Find(GovCase @case, string id) => @case.Orders.FirstOrDefault(order => order.Id == id);

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
