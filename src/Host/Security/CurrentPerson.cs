using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Security;

/// <summary>The directory entry of who acts, and what the role matrix allows that person.</summary>
internal sealed class CurrentPerson(CurrentUser user, IDirectory directory)
{
    /// <exception cref="ProblemException">403: the actor is not in the directory (a bare system key without a person).</exception>
    public Person Required => user.IsPublic ? PublicCitizen.Person : directory.Current.PersonById(user.Actor.Id)
        ?? throw ProblemException.Forbidden("actor.not-in-directory",
            $"'{user.Actor.Id}' is not in the directory. A system key with the act-for right names the person in {ApiKeyAuthentication.ActingUserHeader}.");

    /// <exception cref="ProblemException">403 with the name of the refusing rule.</exception>
    public Person Require(CaseAction action, CaseScope scope)
    {
        var person = Required;
        var permission = RoleMatrix.Allows(person, action, scope);
        return permission.Allowed ? person : throw ProblemException.Forbidden(permission.Rule!, permission.Text!);
    }

    public bool May(CaseAction action, CaseScope scope) => RoleMatrix.Allows(Required, action, scope).Allowed;
}
