using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Administration;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Retention;

/// <summary>
/// Who archives: the system administrator. Who keeps a case out of it: those who answer for the business or for the audit, so that no one
/// person both holds and removes.
/// </summary>
internal sealed class RetentionRights(CurrentUser user, AdminRights admin)
{
    private static readonly Role[] Holders = [Role.GovernanceOffice, Role.DutyLeader, Role.AuditAdmin];
    private static readonly Role[] Readers = [.. Holders, Role.SystemAdmin, Role.Auditor];

    /// <summary>Whether a person has anything to do with archives.</summary>
    public static bool MayLook(Person person) => Readers.Any(person.Is);

    public bool MayArchive => admin.Is(Role.SystemAdmin);

    public bool MayHold => Holders.Any(admin.Is);

    /// <exception cref="ProblemException">403.</exception>
    public void RequireArchiving() => Require("archive cases", Role.SystemAdmin);

    /// <exception cref="ProblemException">403.</exception>
    public void RequireHolding() => Require("set and lift legal holds", Holders);

    /// <exception cref="ProblemException">403.</exception>
    public void RequireReading() => Require("look at archives", Readers);

    private void Require(string what, params Role[] roles)
    {
        if (roles.Any(admin.Is)) return;
        throw ProblemException.Forbidden("Role.NotGranted", $"'{user.Actor.Id}' may not {what}; allowed: {string.Join(", ", roles)}, and systems with the act-for right.");
    }
}
