using System.Collections.Frozen;
using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>
/// The right to act: role × action of domain.md §2.8 with its reach (own area, own unit, own grid, own work). Pure; the case's
/// state decides besides whether the action is possible at all. The three administrators have no row.
/// </summary>
public static class RoleMatrix
{
    private static readonly TextTable Texts = TextTable.Embedded("Directory/Data/texts.zh-CN.json");

    private static readonly FrozenDictionary<(Role, CaseAction), Reach> Cells = new Dictionary<(Role, CaseAction), Reach>
    {
        [(Role.Citizen, CaseAction.Report)] = Reach.Anywhere,
        [(Role.Citizen, CaseAction.ReadCase)] = Reach.OwnCase,
        [(Role.Citizen, CaseAction.Evaluate)] = Reach.OwnCase,
        [(Role.Citizen, CaseAction.Withdraw)] = Reach.OwnCase,
        [(Role.Citizen, CaseAction.AddInformation)] = Reach.OwnCase,
        [(Role.Citizen, CaseAction.Reopen)] = Reach.OwnCase,
        [(Role.Citizen, CaseAction.ReadAudit)] = Reach.OwnCase,

        [(Role.GridWorker, CaseAction.Report)] = Reach.Area,
        [(Role.GridWorker, CaseAction.ReadCase)] = Reach.OwnGrid,
        [(Role.GridWorker, CaseAction.FactCheck)] = Reach.OwnGrid,
        [(Role.GridWorker, CaseAction.Reply)] = Reach.OwnGridSelfResolved,
        [(Role.GridWorker, CaseAction.Verify)] = Reach.OwnGrid,
        [(Role.GridWorker, CaseAction.Evaluate)] = Reach.OwnGrid,
        [(Role.GridWorker, CaseAction.Withdraw)] = Reach.OwnCase,
        [(Role.GridWorker, CaseAction.Escalate)] = Reach.OwnGrid,
        [(Role.GridWorker, CaseAction.ReadAudit)] = Reach.OwnWork,

        [(Role.GridLeader, CaseAction.Report)] = Reach.Area,
        [(Role.GridLeader, CaseAction.ReadCase)] = Reach.OwnGrid,
        [(Role.GridLeader, CaseAction.FactCheck)] = Reach.OwnGrid,
        [(Role.GridLeader, CaseAction.FileOrDecline)] = Reach.OwnGridLevel,
        [(Role.GridLeader, CaseAction.Whistle)] = Reach.OwnGrid,
        [(Role.GridLeader, CaseAction.Reply)] = Reach.OwnGridSelfResolved,
        [(Role.GridLeader, CaseAction.Verify)] = Reach.OwnGrid,
        [(Role.GridLeader, CaseAction.Close)] = Reach.OwnGridLevel,
        [(Role.GridLeader, CaseAction.Urge)] = Reach.OwnGrid,
        [(Role.GridLeader, CaseAction.Escalate)] = Reach.OwnGrid,
        [(Role.GridLeader, CaseAction.Evaluate)] = Reach.OwnGrid,
        [(Role.GridLeader, CaseAction.ReadAudit)] = Reach.OwnGrid,

        [(Role.IntakeClerk, CaseAction.Report)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.ReadCase)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.SendFactCheck)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.FileOrDecline)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.Merge)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.SendVerification)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.CallBack)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.Close)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.Withdraw)] = Reach.Area,
        [(Role.IntakeClerk, CaseAction.Reopen)] = Reach.Area,

        [(Role.Dispatcher, CaseAction.ReadCase)] = Reach.Area,
        [(Role.Dispatcher, CaseAction.Merge)] = Reach.Area,
        [(Role.Dispatcher, CaseAction.Divert)] = Reach.Area,
        [(Role.Dispatcher, CaseAction.DecideReturn)] = Reach.Area,
        [(Role.Dispatcher, CaseAction.ApproveExtension)] = Reach.Area,
        [(Role.Dispatcher, CaseAction.DecideRedo)] = Reach.Area,
        [(Role.Dispatcher, CaseAction.Urge)] = Reach.Area,
        [(Role.Dispatcher, CaseAction.Escalate)] = Reach.Area,

        [(Role.DepartmentDesk, CaseAction.ReadCase)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.Receive)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.RequestReturn)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.AssignHandler)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.RequestExtension)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.EndorseExtension)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.RequestSuspension)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.RequestExemption)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.Escalate)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.Evaluate)] = Reach.OwnUnit,
        [(Role.DepartmentDesk, CaseAction.ReadAudit)] = Reach.OwnUnit,

        [(Role.Handler, CaseAction.ReadCase)] = Reach.OwnUnit,
        [(Role.Handler, CaseAction.Reply)] = Reach.OwnWork,
        [(Role.Handler, CaseAction.RequestExtension)] = Reach.OwnWork,
        [(Role.Handler, CaseAction.RequestSuspension)] = Reach.OwnWork,
        [(Role.Handler, CaseAction.ReadAudit)] = Reach.OwnWork,

        [(Role.DutyLeader, CaseAction.ReadCase)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.Divert)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.DecideReturn)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.ApproveLongExtension)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.ApproveSuspension)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.VerifyOnPaper)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.DecideRedo)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.Designate)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.Urge)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.Supervise)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.Escalate)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.Exempt)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.Withdraw)] = Reach.Area,
        [(Role.DutyLeader, CaseAction.ReadStatistics)] = Reach.Area,

        [(Role.GovernanceOffice, CaseAction.ReadCase)] = Reach.Area,
        [(Role.GovernanceOffice, CaseAction.ReadStatistics)] = Reach.Area,
        [(Role.GovernanceOffice, CaseAction.ReadAudit)] = Reach.Area,

        [(Role.MeetingSecretary, CaseAction.ReadCase)] = Reach.Area,
        [(Role.MeetingSecretary, CaseAction.RecordResolution)] = Reach.Area,
        [(Role.MeetingSecretary, CaseAction.Supervise)] = Reach.Area,

        [(Role.Assessor, CaseAction.ReadCase)] = Reach.Area,
        [(Role.Assessor, CaseAction.ReviewExemption)] = Reach.Area,
        [(Role.Assessor, CaseAction.ReadStatistics)] = Reach.Area,

        [(Role.Auditor, CaseAction.ReadCase)] = Reach.Anywhere,
        [(Role.Auditor, CaseAction.ReadStatistics)] = Reach.Anywhere,
        [(Role.Auditor, CaseAction.ReadAudit)] = Reach.Anywhere,

        [(Role.AuditAdmin, CaseAction.ReadAudit)] = Reach.Anywhere,

        [(Role.SystemAccount, CaseAction.Report)] = Reach.Area,
        [(Role.SystemAccount, CaseAction.Urge)] = Reach.Area,
        [(Role.SystemAccount, CaseAction.Supervise)] = Reach.Area,
    }.ToFrozenDictionary();

    /// <summary>The roles that may take the action somewhere, for screens that explain who can.</summary>
    public static IReadOnlyList<Role> RolesFor(CaseAction action) => [.. Enum.GetValues<Role>().Where(r => Cells.ContainsKey((r, action)))];

    /// <summary>Whether the person may take the action on what the scope describes.</summary>
    /// <param name="person">Who wants to act.</param>
    /// <param name="action">What the person wants to do.</param>
    /// <param name="scope">What is known about the case or order.</param>
    public static Permission Allows(Person person, CaseAction action, CaseScope scope)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(scope);
        if (action is CaseAction.Verify or CaseAction.VerifyOnPaper && VerifierProblem(person, action, scope) is { } conflict) return conflict;
        Permission? refusal = null;
        foreach (var role in person.Roles)
        {
            if (!Cells.TryGetValue((role, action), out var reach)) continue;
            if (ReachCheck.Refuses(reach, person, scope) is not { } rule) return new Permission(true, role, null, null);
            refusal ??= Refuse(rule, NameOf(action), scope.AreaCode ?? Texts.Format("Unknown"), string.Join('、', person.AreaScopes), scope.OrderUnitId ?? Texts.Format("Unknown"), scope.GridCode ?? Texts.Format("Unknown"));
        }

        return refusal ?? Refuse("Role.NotGranted", NameOf(action), string.Join('、', person.Roles.Select(r => Texts.Format($"Role.{r}"))));
    }

    /// <summary>Chinese name of the action.</summary>
    public static string NameOf(CaseAction action) => Texts.Format($"Action.{action}");

    /// <summary>Chinese name of the role.</summary>
    public static string NameOf(Role role) => Texts.Format($"Role.{role}");

    // G7: who handled does not verify. A case that the grid resolved itself is verified by the requester or, by sampling, by
    // the grid leader, who shares the community with the worker.
    private static Permission? VerifierProblem(Person person, CaseAction action, CaseScope scope)
    {
        if (scope.HandlerIds.Contains(person.Id)) return Refuse("Verify.OwnHandling");
        if (scope.IsSelfResolved && action == CaseAction.Verify) return person.Is(Role.GridLeader) ? null : Refuse("Verify.SelfResolved");
        return person.UnitId is { } unit && scope.HandlingUnitIds.Contains(unit) ? Refuse("Verify.OwnUnit") : null;
    }

    private static Permission Refuse(string rule, params object[] values) => new(false, null, rule, Texts.Format(rule, values));
}
