using Xunit;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>One Host on the virtual clock for all tests of a class.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    public IRunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await InProcessHost.StartAsync(null, "--virtual-clock", "true");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
