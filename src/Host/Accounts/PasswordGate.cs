using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>Lets a person whose password an administrator chose do nothing but choose another one.</summary>
internal sealed class PasswordGate(RequestDelegate next, IProblemDetailsService problems)
{
    /// <summary>In the session's cookie until the password is changed.</summary>
    public const string PendingClaim = "gridgov:must-change-password";
    private static readonly string[] Open = ["/account", "/pages", "/public", "/health"];

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.User.HasClaim(claim => claim.Type == PendingClaim) || Open.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))) return next(context);
        if (HttpMethods.IsGet(context.Request.Method) && !SessionEvents.IsApi(context.Request))
        {
            context.Response.Redirect(AccountPages.PasswordPath);
            return Task.CompletedTask;
        }

        return problems.RefuseAsync(context, StatusCodes.Status403Forbidden, "account.must-change-password",
            $"The password was set by an administrator. Choose another one at {AccountPages.PasswordPath} first.");
    }
}
