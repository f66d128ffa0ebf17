using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>A browser window on the designer, in the words of a user.</summary>
public sealed class StudioWindow : IAsyncDisposable
{
    /// <summary>The first start compiles nothing, but a busy machine interprets WebAssembly slowly.</summary>
    private const float Patience = 60_000;
    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly bool _ownsContext;

    private StudioWindow(IBrowserContext context, IPage page, Traffic traffic, Uri address, bool ownsContext)
    {
        _context = context;
        _ownsContext = ownsContext;
        _address = address;
        Page = page;
        Traffic = traffic;
    }

    public IPage Page { get; }

    public Traffic Traffic { get; }

    /// <summary>Path and query of the page that is shown.</summary>
    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <param name="ownsContext">Closing the window forgets its cookies and cache too.</param>
    public static async Task<StudioWindow> OpenAsync(IBrowserContext context, Uri address, bool ownsContext = true)
    {
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        return new StudioWindow(context, page, await Traffic.WatchAsync(page), address, ownsContext);
    }

    public async Task SignInAsync(string person, string password, string? returnUrl = null)
    {
        await Page.GotoAsync("/account/login?returnUrl=" + Uri.EscapeDataString(returnUrl ?? "/account/password"));
        await Page.FillAsync("#account", person);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("button[type=submit]");
    }

    /// <summary>Opens a page; one of the designer's is waited for until Studio has drawn it.</summary>
    public async Task GoAsync(string path, bool drawn = true)
    {
        await Page.GotoAsync(path);
        if (drawn) await WaitUntilDrawnAsync();
        else await SettleAsync();
    }

    /// <summary>Waits until the browser is at the address. Playwright's WaitForURL compares first and listens afterwards, and would miss an arrival between the two.</summary>
    /// <param name="pathAndQuery">Regular expression for all that follows the host.</param>
    public async Task ArriveAsync([StringSyntax(StringSyntaxAttribute.Regex)] string pathAndQuery)
    {
        var address = new Regex($"^{Regex.Escape(_address.GetLeftPart(UriPartial.Authority))}{pathAndQuery}$", RegexOptions.None, TimeSpan.FromSeconds(1));
        try
        {
            await Assertions.Expect(Page).ToHaveURLAsync(address, new PageAssertionsToHaveURLOptions { Timeout = Patience });
        }
        catch (PlaywrightException error)
        {
            throw new TimeoutException($"The browser did not arrive at {pathAndQuery} and shows: {await Page.InnerTextAsync("body")}", error);
        }

        await Page.WaitForLoadStateAsync();
    }

    public async Task WaitUntilDrawnAsync()
    {
        await Page.WaitForSelectorAsync("body[data-ready]");
        await SettleAsync();
    }

    /// <summary>Waits until Studio asks for nothing more for half a second.</summary>
    public Task SettleAsync() => Traffic.QuietAsync(TimeSpan.FromMilliseconds(Patience));

    /// <summary>Keeps a picture in the git-ignored folder <c>screenshots</c> of the repository.</summary>
    public Task ShootAsync(string name, [CallerFilePath] string here = "")
    {
        var root = new FileInfo(here).Directory!.Parent!.Parent!.Parent!;
        return Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = System.IO.Path.Combine(root.FullName, "screenshots", name + ".png"),
        });
    }

    /// <summary>Requests that left our own site; there must be none.</summary>
    public IEnumerable<string> ForeignRequests() => Traffic.Requested
        .Where(url => url.StartsWith("http", StringComparison.Ordinal) || url.StartsWith("ws", StringComparison.Ordinal))
        .Where(url => new Uri(url).Authority != _address.Authority);

    /// <summary>Errors in the console. Studio's two inline scripts are refused by the policy on purpose; their object is in designer-page/hotkeys.js.</summary>
    public IEnumerable<string> Errors() => Traffic.Errors.Where(error => !error.Contains("Executing inline script violates", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (_ownsContext) await _context.DisposeAsync();
        else await Page.CloseAsync();
    }
}
