using System.Security.Claims;
using System.Text.Encodings.Web;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Security;

/// <summary>
/// Signs systems and persons in by <c>X-Api-Key</c> (or <c>Authorization: ApiKey …</c>). A system key with the act-for right may
/// name the person in <c>X-Acting-User</c>; the journal then keeps both.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    ApiKeys keys, IDirectory directory, CurrentUser current)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string KeyHeader = "X-Api-Key";
    public const string ActingUserHeader = "X-Acting-User";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var presented = Presented();
        if (presented is null) return AuthenticateResult.NoResult();
        var key = await keys.FindAsync(presented, Context.RequestAborted);
        if (key is null) return AuthenticateResult.Fail("The API key is unknown, expired or revoked.");

        var actingUser = Request.Headers[ActingUserHeader].ToString();
        Actor actor;
        if (actingUser.Length > 0)
        {
            if (!key.ActFor) return AuthenticateResult.Fail($"The key '{key.Name}' has no act-for right, so {ActingUserHeader} is not allowed.");
            var person = directory.Current.PersonById(actingUser);
            if (person is null) return AuthenticateResult.Fail($"{ActingUserHeader} names '{actingUser}', who is not in the directory.");
            actor = new Actor(person.Id, Via: key.OwnerId);
        }
        else
        {
            actor = new Actor(key.OwnerId);
        }

        current.Set(key.OwnerId, actor, isTrustedSystem: key.ActFor && actingUser.Length == 0);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, actor.Id)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await WriteAsync(StatusCodes.Status401Unauthorized, "auth.needed",
            result.Failure?.Message ?? $"Sign in with the header {KeyHeader}.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        WriteAsync(StatusCodes.Status403Forbidden, "auth.forbidden", "You may not do this.");

    private async Task WriteAsync(int status, string code, string detail)
    {
        Response.StatusCode = status;
        await Context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = Context,
            ProblemDetails = { Status = status, Type = "urn:gridgov:problem:" + code, Detail = detail, Extensions = { ["code"] = code } },
        });
    }

    private string? Presented()
    {
        var header = Request.Headers[KeyHeader].ToString();
        if (header.Length > 0) return header;
        var authorization = Request.Headers.Authorization.ToString();
        const string prefix = "ApiKey ";
        return authorization.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? authorization[prefix.Length..].Trim() : null;
    }
}
