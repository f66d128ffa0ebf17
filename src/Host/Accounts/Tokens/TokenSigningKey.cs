using System.Security.Cryptography;
using GridGov.Workflow.Host.Security.Keys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace GridGov.Workflow.Host.Accounts.Tokens;

/// <summary>
/// The secret that signs our tokens: 64 random bytes, made at first use and kept in the database, encrypted by data protection, so
/// that a token of one node is good on all.
/// </summary>
internal sealed class TokenSigningKey(DeploymentSecrets secrets, IDataProtectionProvider protection)
{
    private const int Bytes = 64;
    private readonly Lazy<SymmetricSecurityKey> _key = new(() => Load(secrets, protection.CreateProtector("GridGov.Workflow.TokenSigningKey")));

    public SymmetricSecurityKey Value => _key.Value;

    private static SymmetricSecurityKey Load(DeploymentSecrets secrets, IDataProtector protector) =>
        new(protector.Unprotect(secrets.FindOrAdd("token-signing-key", () => protector.Protect(RandomNumberGenerator.GetBytes(Bytes)))));
}
