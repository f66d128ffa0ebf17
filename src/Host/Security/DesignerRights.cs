using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Security;

/// <summary>Who may look at processes and their instances, and who may edit, start and operate them.</summary>
internal sealed class DesignerRights(CurrentUser user, CurrentPerson person)
{
    private static readonly Role[] Editors = [Role.GovernanceOffice, Role.SystemAccount];
    private static readonly Role[] Readers = [.. Editors, Role.DutyLeader, Role.Auditor];

    /// <summary>Systems with the act-for right, and the governance office.</summary>
    public bool MayEdit => IsOneOf(Editors);

    /// <summary>Those, and who leads or audits.</summary>
    public bool MayRead => IsOneOf(Readers);

    /// <exception cref="ProblemException">403.</exception>
    public void RequireEdit() => Require(MayEdit, "edit, start or operate", Editors);

    /// <exception cref="ProblemException">403.</exception>
    public void RequireRead() => Require(MayRead, "read", Readers);

    private bool IsOneOf(Role[] roles) => user.IsTrustedSystem || person.Required.Roles.Any(role => roles.Contains(role));

    private void Require(bool allowed, string what, Role[] roles)
    {
        if (allowed) return;
        throw ProblemException.Forbidden("Role.NotGranted",
            $"'{user.Actor.Id}' may not {what} workflow definitions and instances; allowed: {string.Join(", ", roles)}, and systems with the act-for right.");
    }
}

/// <summary>Lets only editors of processes through.</summary>
internal sealed class RequireDesigner(DesignerRights rights) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        rights.RequireEdit();
        return next(context);
    }
}
