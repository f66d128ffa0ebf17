using GridGov.Workflow.Activities.Directory;
using Microsoft.AspNetCore.Identity;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>Who may sign in at all: an account that no administrator has locked, of a person who is in the directory and has not left.</summary>
internal sealed class AccountGate(IDirectory directory) : IUserConfirmation<Account>
{
    public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(!user.IsDisabled && IsKnown(user.PersonId));

    public bool IsKnown(string personId) => directory.Current.PersonById(personId) is { IsSystem: false, EndedOn: null };
}
