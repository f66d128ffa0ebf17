using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Host.Security;

/// <summary>Who sends the current request. Set by authentication; no actor ever comes from a body.</summary>
public sealed class CurrentUser
{
    private Actor? _actor;

    /// <summary>The key's owner: a person, or the system that acts for somebody.</summary>
    public string PrincipalId { get; private set; } = "anonymous";

    /// <exception cref="InvalidOperationException">The request was not authenticated.</exception>
    public Actor Actor => _actor ?? throw new InvalidOperationException("The request carries no authenticated actor.");

    public bool IsAuthenticated => _actor is not null;

    /// <summary>True for a system with the act-for right that acts as itself.</summary>
    public bool IsTrustedSystem { get; private set; }

    /// <summary>True on the public pages: a citizen without an account, whoever is signed in beside.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>Makes the request one of the public.</summary>
    internal void SetPublic()
    {
        Set(PublicCitizen.Id, new Actor(PublicCitizen.Id), isTrustedSystem: false);
        IsPublic = true;
    }

    internal void Set(string principalId, Actor actor, bool isTrustedSystem)
    {
        PrincipalId = principalId;
        IsTrustedSystem = isTrustedSystem;
        _actor = actor;
    }
}
