using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>What a session's cookie says: who, and the stamp that ends it when the account changes. Rights are looked up in the directory each time.</summary>
internal sealed class AccountPrincipal(IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var names = options.Value.ClaimsIdentity;
        Claim[] pending = user.MustChangePassword ? [new Claim(PasswordGate.PendingClaim, "true")] : [];
        var identity = new ClaimsIdentity(
            [
                .. pending,
                new Claim(names.UserIdClaimType, user.Id),
                new Claim(names.UserNameClaimType, user.UserName!),
                new Claim(names.SecurityStampClaimType, user.SecurityStamp!),
            ],
            IdentityConstants.ApplicationScheme, names.UserNameClaimType, names.RoleClaimType);
        return Task.FromResult(new ClaimsPrincipal(identity));
    }
}
