using GridGov.Workflow.Host.Accounts;

namespace GridGov.Workflow.Host.Pages;

/// <summary>Whether the reader asked for large print (domain.md §7.4): a cookie for all our pages, as for the language.</summary>
internal sealed class LargePrint(IHttpContextAccessor http)
{
    public const string Cookie = "gridgov-large-print";
    private const string On = "on";

    public bool IsOn { get; } = http.HttpContext?.Request.Cookies[Cookie] == On;

    /// <summary>Address that changes to the other print and comes back.</summary>
    public string SwitchUrl(string returnUrl) => $"{AccountPages.PrintPath}?to={(IsOn ? "normal" : "large")}&returnUrl={Uri.EscapeDataString(returnUrl)}";

    public static void Set(HttpResponse response, bool on) => response.Cookies.Append(Cookie, on ? On : "off", new CookieOptions
    {
        SameSite = SameSiteMode.Strict,
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
    });
}
