using System.Security.Claims;
using GridGov.Workflow.Host.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Console.Session;

/// <summary>
/// Takes its person from an open circuit when the account was locked, its password changed, or the person left the directory: a
/// circuit sends no requests, so the cookie's own check never comes.
/// </summary>
internal sealed class SessionRevalidation(ILoggerFactory logger, IServiceScopeFactory scopes, IOptions<AccountOptions> options, IOptions<IdentityOptions> identity)
    : RevalidatingServerAuthenticationStateProvider(logger)
{
    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromSeconds(Math.Max(1, options.Value.SessionCheckSeconds));

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } personId) return false;
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var gate = scope.ServiceProvider.GetRequiredService<AccountGate>();
        var account = await accounts.FindByIdAsync(personId);
        return account is { IsDisabled: false } && gate.IsKnown(personId)
            && user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType) == account.SecurityStamp;
    }
}
