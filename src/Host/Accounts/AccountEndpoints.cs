using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>A new password for somebody.</summary>
/// <param name="MustChange">Whether the person has to choose another one at the next sign-in: an administrator should not know it.</param>
public sealed record PasswordRequest(string? Password, bool MustChange = true);

/// <summary>Administration of accounts, for the security administrator and for systems with the act-for right.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts").AddEndpointFilter<RequireSecurityAdmin>();
        accounts.MapGet("", (AccountStore store, CancellationToken stop) => store.ListAsync(stop));
        accounts.MapPut("/{personId}/password", (string personId, PasswordRequest request, AccountStore store, CancellationToken stop) => store.SetPasswordAsync(
            personId, request.Password ?? throw ProblemException.Missing("password", "a password of at least 10 characters"), request.MustChange, stop));
        accounts.MapPost("/{personId}/disable", (string personId, AccountStore store, CancellationToken stop) => store.SetDisabledAsync(personId, disabled: true, stop));
        accounts.MapPost("/{personId}/enable", (string personId, AccountStore store, CancellationToken stop) => store.SetDisabledAsync(personId, disabled: false, stop));
    }
}

/// <summary>Lets only the security administrator and trusted systems through.</summary>
internal sealed class RequireSecurityAdmin(CurrentUser user, CurrentPerson person) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        user.IsTrustedSystem || person.Required.Is(Role.SecurityAdmin)
            ? next(context)
            : throw ProblemException.Forbidden("Role.NotGranted", $"'{user.Actor.Id}' may not administer accounts; allowed: {Role.SecurityAdmin}, and systems with the act-for right.");
}
