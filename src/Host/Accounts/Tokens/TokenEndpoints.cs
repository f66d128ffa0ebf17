using System.Security.Claims;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Accounts.Tokens;

internal static class TokenEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/tokens", IssueAsync).WithTags("Accounts");

    private static async Task<IssuedToken> IssueAsync(ClaimsPrincipal user, ApiKeys keys, TokenIssuer issuer, HttpResponse response, CancellationToken stop)
    {
        var hash = user.FindFirst(ApiKeyAuthentication.KeyClaim)?.Value
            ?? throw ProblemException.Forbidden("token.needs-key", $"Only an API key can be exchanged for a token; send it in {ApiKeyAuthentication.KeyHeader}.");
        var key = await keys.FindByHashAsync(hash, stop)
            ?? throw ProblemException.Forbidden("token.needs-key", "The API key has just been revoked.");
        response.Headers.CacheControl = "no-store";
        return issuer.Issue(key);
    }
}
