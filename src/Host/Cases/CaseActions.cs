using System.Collections.Frozen;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Host.Cases;

/// <summary>
/// What a person can do to a case beside the tasks, and the right that it takes (domain.md §2.8). Whatever moves the case along
/// its drawn way — filing, diverting, receiving, replying, verifying — is a task, so that flow and case stay together.
/// </summary>
internal static class CaseActions
{
    private static readonly FrozenDictionary<string, CaseAction> Rights = new Dictionary<string, CaseAction>
    {
        ["urge"] = CaseAction.Urge,
        ["supervise"] = CaseAction.Supervise,
        ["answerSupervision"] = CaseAction.Receive,
        ["escalate"] = CaseAction.Escalate,
        ["withdraw"] = CaseAction.Withdraw,
        ["void"] = CaseAction.FileOrDecline,
        ["merge"] = CaseAction.Merge,
        ["referOut"] = CaseAction.FileOrDecline,
        ["requestReturn"] = CaseAction.RequestReturn,
        ["decideReturn"] = CaseAction.DecideReturn,
        ["dispute"] = CaseAction.RequestReturn,
        ["rejectDispute"] = CaseAction.Designate,
        ["designate"] = CaseAction.Designate,
        ["assignHandler"] = CaseAction.AssignHandler,
        ["releaseHandler"] = CaseAction.AssignHandler,
        ["stageReport"] = CaseAction.Receive,
        ["requestExtension"] = CaseAction.RequestExtension,
        ["decideExtension"] = CaseAction.ApproveExtension,
        ["requestSuspension"] = CaseAction.RequestSuspension,
        ["decideSuspension"] = CaseAction.ApproveSuspension,
        ["resume"] = CaseAction.ApproveSuspension,
        ["moveToBacklog"] = CaseAction.ApproveSuspension,
        ["markFalseClosure"] = CaseAction.Supervise,
        ["timeoutAppeal"] = CaseAction.RequestExemption,
        ["decideAppeal"] = CaseAction.Exempt,
        ["requestExclusion"] = CaseAction.RequestExemption,
        ["decideExclusion"] = CaseAction.Exempt,
        ["reopen"] = CaseAction.Reopen,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Marks beside the facts are all that a finished case takes.
    private static readonly FrozenSet<string> Marks =
        FrozenSet.ToFrozenSet(["markFalseClosure", "timeoutAppeal", "decideAppeal", "requestExclusion", "decideExclusion", "reopen"], StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [.. Rights.Keys.Order(StringComparer.Ordinal)];

    public static bool TryGetRight(string action, out CaseAction right) => Rights.TryGetValue(action, out right);

    /// <summary>Actions that the person has the right to, and that the case's state does not rule out as a whole.</summary>
    public static IReadOnlyList<string> For(Person person, GovCase @case)
    {
        var scope = ScopeOf(@case, person);
        var final = @case.EndedAt is not null;
        return [.. Names.Where(name => Marks.Contains(name) == final && RoleMatrix.Allows(person, Rights[name], scope).Allowed)];
    }

    /// <summary>What the role matrix needs to know of a case, from this person's side.</summary>
    public static CaseScope ScopeOf(GovCase @case, Person person)
    {
        var own = @case.Orders.LastOrDefault(order => order.Unit == person.UnitId && order.IsActive)
            ?? @case.Orders.LastOrDefault(order => order.Unit == person.UnitId);
        var order = own ?? @case.Lead;
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
}
