using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Problems;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>What an administrator sees of an account.</summary>
/// <param name="PersonId">The person, and the name to sign in with.</param>
/// <param name="LockedOutUntil">End of a lock-out after wrong passwords, or null.</param>
public sealed record AccountView(string PersonId, bool IsDisabled, DateTimeOffset? LockedOutUntil, bool MustChangePassword);

/// <summary>Changes to accounts by an administrator. Each ends the account's open sessions within a minute.</summary>
internal sealed class AccountStore(UserManager<Account> accounts, AccountGate gate, AdminLog log, TimeProvider time)
{
    public async Task<IReadOnlyList<AccountView>> ListAsync(CancellationToken stop)
    {
        var rows = await accounts.Users.AsNoTracking().OrderBy(account => account.Id).ToListAsync(stop);
        return [.. rows.Select(View)];
    }

    /// <summary>Gives a person a password; makes the account when there is none.</summary>
    /// <exception cref="ProblemException">The person is not in the directory, or the password is too weak.</exception>
    public async Task<AccountView> SetPasswordAsync(string personId, string password, bool mustChange, CancellationToken stop)
    {
        if (!gate.IsKnown(personId)) throw ProblemException.NotFound("person", personId);
        var account = await accounts.FindByIdAsync(personId);
        if (account is null)
        {
            account = Account.For(personId);
            account.MustChangePassword = mustChange;
            await CheckAsync(account, password);
            OrThrow(await accounts.CreateAsync(account, password));
            await log.RecordAsync(new AdminAct("account.create", personId, new { mustChange }), stop);
            return View(account);
        }

        await CheckAsync(account, password);
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        account.MustChangePassword = mustChange;
        OrThrow(await accounts.UpdateSecurityStampAsync(account));
        await log.RecordAsync(new AdminAct("account.password", personId, new { mustChange }), stop);
        return View(account);
    }

    /// <summary>Locks or unlocks. Unlocking also ends a lock-out after wrong passwords.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<AccountView> SetDisabledAsync(string personId, bool disabled, CancellationToken stop)
    {
        var account = await accounts.FindByIdAsync(personId) ?? throw ProblemException.NotFound("account", personId);
        account.IsDisabled = disabled;
        if (!disabled) account.LockoutEnd = null;
        OrThrow(await accounts.UpdateSecurityStampAsync(account));
        await log.RecordAsync(new AdminAct(disabled ? "account.lock" : "account.unlock", personId), stop);
        return View(account);
    }

    private async Task CheckAsync(Account account, string password)
    {
        foreach (var validator in accounts.PasswordValidators) OrThrow(await validator.ValidateAsync(accounts, account, password));
    }

    private AccountView View(Account account) =>
        new(account.PersonId, account.IsDisabled, account.LockoutEnd is { } end && end > time.GetUtcNow() ? end : null, account.MustChangePassword);

    private static void OrThrow(IdentityResult result)
    {
        if (result.Succeeded) return;
        throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "account." + result.Errors.First().Code,
            string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
