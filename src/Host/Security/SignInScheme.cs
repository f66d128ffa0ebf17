using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;

namespace GridGov.Workflow.Host.Security;

/// <summary>How a request signs in: by what it carries. An explicit key or token always wins over a browser's cookie.</summary>
internal static class SignInScheme
{
    /// <summary>The default scheme, which forwards to one of the others.</summary>
    public const string Any = "Any";
    private const string HubPath = "/elsa/hubs";

    public static string Of(HttpContext context)
    {
        var headers = context.Request.Headers;
        var authorization = headers.Authorization.ToString();
        if (headers.ContainsKey(ApiKeyAuthentication.KeyHeader) || authorization.StartsWith(ApiKeyAuthentication.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return ApiKeyAuthentication.SchemeName;
        }

        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || HubToken(context.Request) is not null
            ? JwtBearerDefaults.AuthenticationScheme
            : IdentityConstants.ApplicationScheme;
    }

    /// <summary>The token of a WebSocket of the hub: a browser cannot give it a header, so it comes in the query; nowhere else.</summary>
    public static string? HubToken(HttpRequest request) =>
        request.Path.StartsWithSegments(HubPath, StringComparison.OrdinalIgnoreCase) && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
}
