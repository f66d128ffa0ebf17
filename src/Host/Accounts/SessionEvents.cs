using System.Security.Claims;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>
/// A request with a session's cookie: the person becomes the actor, or the session ends because the account was locked, its
/// password changed, or the person left the directory.
/// </summary>
internal sealed class SessionEvents(CurrentUser current, AccountGate gate, IProblemDetailsService problems) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (IsFile(context.Request)) context.ShouldRenew = false;
        if (context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } personId) return;
        if (!gate.IsKnown(personId))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        current.Set(personId, new Actor(personId), isTrustedSystem: false);
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        if (IsFile(context.Request)) context.ShouldRenew = false;
        return Task.CompletedTask;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => IsApi(context.Request)
        ? problems.RefuseAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "auth.needed",
            $"Sign in at {AccountPages.SignInPath}, or with the header {ApiKeyAuthentication.KeyHeader}.")
        : base.RedirectToLogin(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        problems.RefuseAsync(context.HttpContext, StatusCodes.Status403Forbidden, "auth.forbidden", "You may not do this.");

    // A renewed cookie forbids the browser to keep what it comes with, and these are to be kept; a page renews it soon enough.
    private static bool IsFile(HttpRequest request) => Path.HasExtension(request.Path.Value);

    // Programs want a status, not a page.
    internal static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/elsa", StringComparison.OrdinalIgnoreCase);
}
