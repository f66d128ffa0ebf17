using System.Diagnostics;
using System.Security.Claims;
using GridGov.Workflow.Benchmarks.Steps;
using GridGov.Workflow.Host;
using GridGov.Workflow.Host.Console.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Benchmarks.Pages;

/// <summary>
/// The Host in this process on a fresh SQLite folder, filled over HTTP as people fill it; its console's pages are rendered as a circuit
/// renders them, without the way to a browser.
/// </summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private PageHost(WebApplication app, string folder, Uri address) => (_app, _folder, Client) = (app, folder, new HostClient(address));

    public HostClient Client { get; }

    public static async Task<PageHost> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gridgov-pages-").FullName;
        Environment.SetEnvironmentVariable("GRIDGOV_API_KEY", HostUnderTest.ApiKey);
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");
        var app = HostApp.Build(["--urls", "http://127.0.0.1:0", "--data", folder]);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new PageHost(app, folder, new Uri(address));
    }

    /// <summary>Renders a page as a person: reading, sorting and markup. Gives the time until all of it is there, and its length.</summary>
    public async Task<(TimeSpan Time, int Characters)> RenderAsync<TPage>(string person, string path, IDictionary<string, object?>? parameters = null) where TPage : IComponent
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person)], "benchmark");
        ((ServerAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>())
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(identity))));
        const string Root = "http://console.test/";
        ((IHostEnvironmentNavigationManager)services.GetRequiredService<NavigationManager>()).Initialize(Root, Root + path.TrimStart('/'));
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var clock = Stopwatch.StartNew();
        var length = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters ?? new Dictionary<string, object?>()))).ToHtmlString().Length);
        return (clock.Elapsed, length);
    }

    /// <summary>Calls back after commits to an instance, as an open page of the case is called.</summary>
    public IDisposable Watch(string instanceId, Func<Task> refresh) => _app.Services.GetRequiredService<LiveUpdates>().WatchInstance(instanceId, refresh);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
