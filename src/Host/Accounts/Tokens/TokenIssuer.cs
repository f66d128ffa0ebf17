using System.Security.Claims;
using GridGov.Workflow.Activities.Directory.Persistence;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GridGov.Workflow.Host.Accounts.Tokens;

/// <summary>A token as OAuth names its parts.</summary>
/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record IssuedToken(string AccessToken, string TokenType, int ExpiresIn);

/// <summary>
/// Makes the short-lived tokens that stand for an API key, so that a system need not send its key with each request. A token
/// names the key by its hash and lends nothing more than the key: revoking the key ends its tokens within a minute.
/// </summary>
internal sealed class TokenIssuer(TokenSigningKey key, TimeProvider time)
{
    public const string Issuer = "gridgov-workflow";
    public const string Audience = "gridgov-workflow-api";
    public const string KeyClaim = "key";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public IssuedToken Issue(ApiKeyRow owner)
    {
        var now = time.GetUtcNow();
        var expires = owner.ExpiresAt is { } end && end < now + Lifetime ? end : now + Lifetime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, owner.OwnerId), new Claim(KeyClaim, owner.Hash)]),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            SigningCredentials = new SigningCredentials(key.Value, SecurityAlgorithms.HmacSha256),
        });
        return new IssuedToken(token, "Bearer", (int)(expires - now).TotalSeconds);
    }
}
