using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>A freshly started Host and Debian's Chromium, for all browser tests.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    // Without these, Chromium asks hosts of its maker in the background.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public HostProcess Host { get; private set; } = null!;

    public City City => new(Host);

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) throw new InvalidOperationException($"{Executable} is missing; ./test.sh installs it from Debian's package chromium.");
        Host = await HostProcess.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = Flags,
        });
    }

    /// <summary>A browser of its own: no cookies, an empty cache. Signs the person in when one is named.</summary>
    public async Task<StudioWindow> OpenAsync(string? person = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Host.Address.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new ViewportSize
            {
                Width = 1440,
                Height = 900,
            },
        });
        var window = await StudioWindow.OpenAsync(context, Host.Address);
        if (person is not null) await window.SignInAsync(person, HostProcess.Password);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Host is not null) await Host.DisposeAsync();
    }
}

/// <summary>Browser tests share one Host and one browser process; each opens a window of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "One browser";
}
