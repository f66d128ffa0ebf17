using GridGov.Workflow.Host.Accounts;

namespace GridGov.Workflow.Host.Public;

/// <summary>Whether the reader asked for large print (domain.md §7.4): one cookie for all our pages.</summary>
internal sealed class LargePrint(IHttpContextAccessor http)
{
    private const string Large = "large";

    public bool IsOn { get; } = http.HttpContext?.Request.Cookies[AccountPages.PrintCookie] == Large;

    /// <summary>Address that changes to the other print and comes back.</summary>
    public string SwitchUrl(string returnUrl) => $"{AccountPages.PrintPath}?to={(IsOn ? "normal" : Large)}&returnUrl={Uri.EscapeDataString(returnUrl)}";
}
