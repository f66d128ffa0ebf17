using GridGov.Workflow.Host.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>
/// The real Host inside the process of the tests, asked over HTTP like any other. It starts in a fraction of the CPU time of a process
/// (what one Host compiled, the next one has), so tests that neither kill a Host nor read what it prints use this one.
/// </summary>
public sealed class InProcessHost : IRunningHost
{
    private readonly WebApplication _product;
    private readonly bool _ownsData;

    private InProcessHost(WebApplication product, string dataFolder, bool ownsData)
    {
        (_product, DataFolder, _ownsData) = (product, dataFolder, ownsData);
        Address = new Uri(product.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }
    public string DataFolder { get; }
    public IServiceProvider Services => _product.Services;

    /// <summary>Starts a Host and waits until it is ready.</summary>
    public static async Task<InProcessHost> StartAsync(string? dataFolder = null, params string[] arguments)
    {
        var folder = dataFolder ?? Path.Combine(Path.GetTempPath(), "gridgov-test-" + Guid.NewGuid().ToString("N")[..12]);
        var product = HostApp.Build(
        [
            "--urls", "http://127.0.0.1:0", "--data", folder, "--environment", "Development", "--Logging:Console:LogLevel:Default", "None",
            "--" + HostStarter.KeyVariable, HostProcess.ApiKey, "--" + HostProcess.PasswordVariable, HostProcess.Password, .. arguments,
        ]);
        await product.StartAsync();
        var host = new InProcessHost(product, folder, dataFolder is null);
        using var client = host.Client();
        while (!(await client.GetAsync("/health/ready")).IsSuccessStatusCode) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _product.StopAsync();
        await _product.DisposeAsync();
        if (_ownsData) Directory.Delete(DataFolder, recursive: true);
    }
}
