using GridGov.Workflow.Host.Accounts.Pages;
using GridGov.Workflow.Host.Pages;
using GridGov.Workflow.Host.Texts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace GridGov.Workflow.Host.Accounts;

/// <summary>
/// Sign-in, sign-out, change of password, language: server-rendered pages that need no script. A form that is too old or
/// comes from elsewhere is shown again instead of being obeyed.
/// </summary>
internal static class AccountPages
{
    public const string SignInPath = "/account/login";
    public const string SignOutPath = "/account/logout";
    public const string PasswordPath = "/account/password";
    public const string LanguagePath = "/account/language";

    /// <summary>Where a sign-in without a wish of its own leads.</summary>
    public const string HomePath = "/";

    /// <summary>The large-print switch of the console.</summary>
    public const string PrintPath = "/account/print";

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription().DisableAntiforgery();
        pages.MapGet(SignInPath, (string? returnUrl) => SignInForm(null, null, returnUrl, StatusCodes.Status200OK));
        pages.MapPost(SignInPath, SignInAsync);
        pages.MapPost(SignOutPath, SignOutAsync);
        pages.MapGet(PasswordPath, () => new RazorComponentResult<PasswordPage>()).RequireAuthorization();
        pages.MapPost(PasswordPath, ChangePasswordAsync).RequireAuthorization();
        pages.MapGet(LanguagePath, (string? to, string? returnUrl, HttpContext context) =>
        {
            context.Response.Cookies.Append(UiTexts.LanguageCookie, to == "en" ? "en" : "zh-CN", new CookieOptions
            {
                SameSite = SameSiteMode.Strict,
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
            });
            return Back(context, returnUrl);
        });
        pages.MapGet(PrintPath, (string? to, string? returnUrl, HttpContext context) =>
        {
            LargePrint.Set(context.Response, to == "large");
            return Back(context, returnUrl);
        });
    }

    private static IResult Back(HttpContext context, string? returnUrl) =>
        Results.LocalRedirect(Local(string.IsNullOrEmpty(returnUrl) ? CameFrom(context.Request) : returnUrl));

    // The console's frame stays while its pages change, so only the browser knows the page that the link was on.
    private static string? CameFrom(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page) && page.Authority == request.Host.Value ? page.PathAndQuery : null;

    private static async Task<IResult> SignInAsync(
        [FromForm] string? account, [FromForm] string? password, [FromForm] string? returnUrl,
        SignInManager<Account> session, IAntiforgery antiforgery, UiTexts texts, HttpContext context)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return SignInForm(texts["Account.FormTooOld"], account, returnUrl, StatusCodes.Status400BadRequest);
        account = account?.Trim() ?? "";
        var found = await session.UserManager.FindByNameAsync(account);
        if (found is null)
        {
            // As slow as a wrong password, so that the time does not tell which accounts there are.
            session.UserManager.PasswordHasher.HashPassword(Account.For("nobody"), password ?? "");
            return SignInForm(texts["Account.SignInFailed"], account, returnUrl, StatusCodes.Status401Unauthorized);
        }

        var result = await session.PasswordSignInAsync(found, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded) return Results.LocalRedirect(Local(returnUrl));
        var (text, status) = result.IsLockedOut ? ("Account.LockedOut", StatusCodes.Status429TooManyRequests)
            : result.IsNotAllowed ? ("Account.NotAllowed", StatusCodes.Status403Forbidden)
            : ("Account.SignInFailed", StatusCodes.Status401Unauthorized);
        return SignInForm(texts[text], account, returnUrl, status);
    }

    private static async Task<IResult> SignOutAsync(SignInManager<Account> session, IAntiforgery antiforgery, HttpContext context)
    {
        if (await antiforgery.IsRequestValidAsync(context)) await session.SignOutAsync();
        return Results.LocalRedirect(SignInPath);
    }

    private static async Task<IResult> ChangePasswordAsync(
        [FromForm] string? current, [FromForm] string? changed, [FromForm] string? repeated,
        SignInManager<Account> session, IAntiforgery antiforgery, UiTexts texts, HttpContext context)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return PasswordForm(texts["Account.FormTooOld"]);
        if (changed != repeated) return PasswordForm(texts["Account.RepeatDiffers"]);
        var account = await session.UserManager.GetUserAsync(context.User);
        if (account is null) return Results.LocalRedirect(SignInPath);
        if (await session.UserManager.IsLockedOutAsync(account)) return PasswordForm(texts["Account.LockedOut"]);
        var result = await session.UserManager.ChangePasswordAsync(account, current ?? "", changed ?? "");
        if (!result.Succeeded)
        {
            // A stolen session must not be a place to guess the password at leisure.
            if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch))) await session.UserManager.AccessFailedAsync(account);
            return PasswordForm([.. result.Errors.Select(error => error.Description)]);
        }

        account.MustChangePassword = false;
        await session.UserManager.ResetAccessFailedCountAsync(account);
        await session.UserManager.UpdateAsync(account);
        await session.RefreshSignInAsync(account);
        return new RazorComponentResult<PasswordPage>(new { Done = true });
    }

    private static RazorComponentResult<SignInPage> SignInForm(string? error, string? account, string? returnUrl, int status) =>
        new(new { Error = error, Account = account, ReturnUrl = Local(returnUrl) }) { StatusCode = status };

    private static RazorComponentResult<PasswordPage> PasswordForm(params string[] errors) =>
        new(new { Errors = (IReadOnlyList<string>)errors }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    /// <summary>The wish when it stays on this site, else home: a link must not lead a fresh sign-in elsewhere.</summary>
    private static string Local(string? returnUrl) => RedirectHttpResult.IsLocalUrl(returnUrl) && returnUrl![0] == '/' ? returnUrl : HomePath;
}
