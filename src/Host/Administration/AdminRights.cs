using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Administration;

/// <summary>
/// The three separate administrators (三员, domain.md §8 no. 3): system, security and audit, none with a right of another or of
/// the business. Trusted systems set a deployment up, so they may all of it.
/// </summary>
internal sealed class AdminRights(CurrentUser user, CurrentPerson person)
{
    /// <summary>Whether this person holds the role.</summary>
    public bool Is(Role role) => user.IsTrustedSystem || person.Required.Is(role);

    /// <summary>Units, people, grids, calendars, effects and incidents.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public void RequireSystem() => Require("administer the system", Role.SystemAdmin);

    /// <summary>Accounts, roles, keys.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public void RequireSecurity() => Require("administer accounts and keys", Role.SecurityAdmin);

    /// <summary>Access logs, and what administrators did.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public void RequireAuditReading() => Require("read audit records", Role.AuditAdmin, Role.Auditor);

    private void Require(string what, params Role[] roles)
    {
        if (roles.Any(Is)) return;
        throw ProblemException.Forbidden("Role.NotGranted", $"'{user.Actor.Id}' may not {what}; allowed: {string.Join(", ", roles)}, and systems with the act-for right.");
    }
}
