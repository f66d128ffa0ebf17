using System.Security.Cryptography;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>
/// Accounts for everybody in the directory at the first start of a development Host, all with one password: preset by
/// <c>GRIDGOV_DEV_PASSWORD</c>, or random and printed once. Never in production, unless <c>GridGov:DevelopmentAccounts</c> asks for it.
/// </summary>
internal sealed class DevelopmentAccounts(
    HostDbContext db, UserManager<Account> accounts, IDirectory directory, IOptions<HostOptions> options, IHostEnvironment environment, IConfiguration configuration)
{
    private const string PasswordVariable = "GRIDGOV_DEV_PASSWORD";

    public async Task AddMissingAsync(CancellationToken cancellationToken)
    {
        if (!(options.Value.DevelopmentAccounts ?? environment.IsDevelopment())) return;
        if (await db.Set<Account>().AnyAsync(cancellationToken)) return;
        var preset = configuration[PasswordVariable];
        var password = string.IsNullOrEmpty(preset) ? RandomPassword() : preset;
        await CheckAsync(password);

        // One hash for all: a hundred slow ones would only delay the start, and the password is the same anyway.
        var hash = accounts.PasswordHasher.HashPassword(Account.For("development"), password);
        foreach (var person in directory.Current.People.Where(person => !person.IsSystem))
        {
            var account = Account.For(person.Id);
            account.NormalizedUserName = accounts.NormalizeName(account.UserName);
            account.PasswordHash = hash;
            account.SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            db.Add(account);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (string.IsNullOrEmpty(preset)) System.Console.WriteLine($"Development password of all accounts (shown once; sign in as office-01 to edit processes): {password}");
    }

    private async Task CheckAsync(string password)
    {
        foreach (var validator in accounts.PasswordValidators)
        {
            var result = await validator.ValidateAsync(accounts, Account.For("development"), password);
            if (result.Succeeded) continue;
            throw new InvalidOperationException(
                $"{PasswordVariable} is too weak: {string.Join(" ", result.Errors.Select(error => error.Description))} Preset another one, or none to get a random one.");
        }
    }

    // Upper case, lower case and a digit are certain; the rest is the entropy.
    private static string RandomPassword() => "Gg1-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}
