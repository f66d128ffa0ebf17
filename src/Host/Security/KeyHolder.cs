using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Host.Security;

/// <summary>Makes the holder of a key, or of a token drawn with it, the one who acts; for systems also the person they act for.</summary>
internal sealed class KeyHolder(IDirectory directory, CurrentUser current)
{
    /// <returns>The actor's id, or why the request is refused.</returns>
    public (string? ActorId, string? Refusal) SignIn(ApiKeyRow key, HttpRequest request)
    {
        var actingUser = request.Headers[ApiKeyAuthentication.ActingUserHeader].ToString();
        var actor = new Actor(key.OwnerId);
        if (actingUser.Length > 0)
        {
            if (!key.ActFor) return (null, $"The key '{key.Name}' has no act-for right, so {ApiKeyAuthentication.ActingUserHeader} is not allowed.");
            var person = directory.Current.PersonById(actingUser);
            if (person is null) return (null, $"{ApiKeyAuthentication.ActingUserHeader} names '{actingUser}', who is not in the directory.");
            actor = new Actor(person.Id, Via: key.OwnerId);
        }

        current.Set(key.OwnerId, actor, isTrustedSystem: key.ActFor && actingUser.Length == 0);
        return (actor.Id, null);
    }
}
