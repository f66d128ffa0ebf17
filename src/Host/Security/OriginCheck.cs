using GridGov.Workflow.Host.Problems;
using Microsoft.AspNetCore.Identity;

namespace GridGov.Workflow.Host.Security;

/// <summary>
/// Refuses what another site makes a browser send: Studio sends no antiforgery token, so beside the cookie's SameSite=Strict
/// a request that changes something, or opens a WebSocket, must come from our own origin. Requests with a key or token of
/// their own are not a browser's doing.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, IProblemDetailsService problems)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var isSafe = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            && !context.WebSockets.IsWebSocketRequest;
        if (isSafe || SignInScheme.Of(context) != IdentityConstants.ApplicationScheme || IsOwn(request)) return next(context);
        return problems.RefuseAsync(context, StatusCodes.Status403Forbidden, "origin.foreign",
            $"The request comes from '{request.Headers.Origin}', another site; allowed: {Own(request)}.");
    }

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals(Own(request), StringComparison.OrdinalIgnoreCase);
    }

    private static string Own(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
