using GridGov.Workflow.Host;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>The Host in this process, where its queries can be seen; asked over HTTP like any other.</summary>
internal sealed class InProcessHost : IRunningHost, IAsyncDisposable
{
    public const string Key = "sqlserver-tests-0123456789abcdef0123456789";
    private readonly WebApplication _product;
    private readonly Uri _address;

    private InProcessHost(WebApplication product)
    {
        _product = product;
        _address = new Uri(product.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public IServiceProvider Services => _product.Services;

    /// <summary>Starts it on a data folder that knows <see cref="Key"/>; returns when it is ready.</summary>
    public static async Task<InProcessHost> StartAsync(string folder, params string[] arguments)
    {
        var product = HostApp.Build(["--urls", "http://127.0.0.1:0", "--data", folder, .. arguments]);
        await product.StartAsync();
        var host = new InProcessHost(product);
        using var client = host.Client();
        while (!(await client.GetAsync("/health/ready")).IsSuccessStatusCode) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        return host;
    }

    public HttpClient Client(string? actingUser = null)
    {
        var client = new HttpClient { BaseAddress = _address };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        if (actingUser is not null) client.DefaultRequestHeaders.Add("X-Acting-User", actingUser);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _product.StopAsync();
        await _product.DisposeAsync();
    }
}
