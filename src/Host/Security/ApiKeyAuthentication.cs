using System.Security.Claims;
using System.Text.Encodings.Web;
using GridGov.Workflow.Host.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Security;

/// <summary>
/// Signs systems and persons in by <c>X-Api-Key</c> (or <c>Authorization: ApiKey …</c>). A system key with the act-for right may
/// name the person in <c>X-Acting-User</c>; the journal then keeps both.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    ApiKeys keys, KeyHolder holder, IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string KeyHeader = "X-Api-Key";
    public const string ActingUserHeader = "X-Acting-User";
    public const string Prefix = "ApiKey ";

    /// <summary>Names the key by its hash; only requests with a key have it, not those with a token.</summary>
    public const string KeyClaim = "gridgov:key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var presented = Presented();
        if (presented is null) return AuthenticateResult.NoResult();
        var key = await keys.FindAsync(presented, Context.RequestAborted);
        if (key is null) return AuthenticateResult.Fail("The API key is unknown, expired or revoked.");

        var (actorId, refusal) = holder.SignIn(key, Request);
        if (refusal is not null) return AuthenticateResult.Fail(refusal);
        Claim[] claims = [new Claim(ClaimTypes.NameIdentifier, actorId!), new Claim(KeyClaim, key.Hash)];
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await problems.RefuseAsync(Context, StatusCodes.Status401Unauthorized, "auth.needed",
            result.Failure?.Message ?? $"Sign in with the header {KeyHeader}.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        problems.RefuseAsync(Context, StatusCodes.Status403Forbidden, "auth.forbidden", "You may not do this.");

    private string? Presented()
    {
        var header = Request.Headers[KeyHeader].ToString();
        if (header.Length > 0) return header;
        var authorization = Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? authorization[Prefix.Length..].Trim() : null;
    }
}
