using GridGov.Workflow.Host.Texts;
using Microsoft.AspNetCore.Identity;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>What Identity finds wrong with a password or a name, in the language of the request.</summary>
internal sealed class LocalizedIdentityErrors(UiTexts texts) : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Of(nameof(DefaultError));

    public override IdentityError ConcurrencyFailure() => Of(nameof(ConcurrencyFailure));

    public override IdentityError PasswordMismatch() => Of(nameof(PasswordMismatch));

    public override IdentityError InvalidUserName(string? userName) => Of(nameof(InvalidUserName), userName ?? "");

    public override IdentityError DuplicateUserName(string userName) => Of(nameof(DuplicateUserName), userName);

    public override IdentityError PasswordTooShort(int length) => Of(nameof(PasswordTooShort), length);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Of(nameof(PasswordRequiresUniqueChars), uniqueChars);

    public override IdentityError PasswordRequiresDigit() => Of(nameof(PasswordRequiresDigit));

    public override IdentityError PasswordRequiresLower() => Of(nameof(PasswordRequiresLower));

    public override IdentityError PasswordRequiresUpper() => Of(nameof(PasswordRequiresUpper));

    private IdentityError Of(string code, params object[] values) => new() { Code = code, Description = texts.Format("Password." + code, values) };
}
