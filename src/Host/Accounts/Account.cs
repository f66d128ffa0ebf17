using Microsoft.AspNetCore.Identity;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>
/// The means by which a person of the directory signs in. Key and sign-in name are the person's id. What the person may do is
/// the directory's business: an account holds no roles and no personal data.
/// </summary>
public sealed class Account : IdentityUser
{
    /// <summary>Id of the person in the directory.</summary>
    public string PersonId => Id;

    /// <summary>Locked by an administrator until somebody unlocks it; nobody signs in with it meanwhile.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>An administrator chose the password: the person has to choose another one before anything else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>An account without a password for a person.</summary>
    public static Account For(string personId) => new()
    {
        Id = personId,
        UserName = personId,
        LockoutEnabled = true,
    };
}
