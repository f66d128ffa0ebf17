using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>A freshly started Host and Debian's Chromium, for all browser tests.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // The shell draws what Chromium draws, and spends a sixth less of the processor on a page of Studio.
    private static readonly string[] Executables = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    // Without these, Chromium asks hosts of its maker in the background.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _office;

    public HostProcess Host { get; private set; } = null!;

    public City City => new(Host);

    public async ValueTask InitializeAsync()
    {
        var executable = Array.Find(Executables, File.Exists)
            ?? throw new InvalidOperationException($"{string.Join(" and ", Executables)} are missing; ./test.sh installs Debian's package chromium-headless-shell.");

        // Soon enough for the test that waits for it, seldom enough not to weigh on the traffic that others measure.
        Host = await HostProcess.StartAsync(null, "--GridGov:Accounts:SessionCheckSeconds", "20");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = Flags,
        });
    }

    /// <summary>A browser of its own: no cookies, an empty cache. Signs the person in when one is named.</summary>
    /// <param name="host">Another Host than the shared one.</param>
    public async Task<StudioWindow> OpenAsync(string? person = null, IRunningHost? host = null)
    {
        var address = (host ?? Host).Address;
        var window = await StudioWindow.OpenAsync(await ContextAsync(address), address);
        if (person is not null) await window.SignInAsync(person, HostProcess.Password);
        return window;
    }

    /// <summary>Another window of the governance office's browser, which is signed in and has its cache filled.</summary>
    public async Task<StudioWindow> OpenOfficeAsync()
    {
        if (_office is not null) return await StudioWindow.OpenAsync(_office, Host.Address, ownsContext: false);
        _office = await ContextAsync(Host.Address);
        var window = await StudioWindow.OpenAsync(_office, Host.Address, ownsContext: false);
        await window.SignInAsync("office-01", HostProcess.Password);
        return window;
    }

    private Task<IBrowserContext> ContextAsync(Uri address) => _browser!.NewContextAsync(new BrowserNewContextOptions
    {
        BaseURL = address.ToString(),
        Locale = "zh-CN",
        TimezoneId = "Asia/Shanghai",
        ViewportSize = new ViewportSize
        {
            Width = 1440,
            Height = 900,
        },
    });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Host is not null) await Host.DisposeAsync();
    }
}

/// <summary>Tests of the designer and the public pages share one Host and one browser process; each opens a window of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "One browser";
}
