using GridGov.Workflow.Host.Accounts;
using Microsoft.AspNetCore.Components;

namespace GridGov.Workflow.Host.Console.Shell;

/// <summary>Where a page leads whose session has ended.</summary>
internal static class SessionEnd
{
    public static string SignInUrl(NavigationManager navigation) =>
        $"{AccountPages.SignInPath}?returnUrl={Uri.EscapeDataString("/" + navigation.ToBaseRelativePath(navigation.Uri))}";
}
