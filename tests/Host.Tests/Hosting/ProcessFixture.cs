using Xunit;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>One Host on the virtual clock as a process, for tests that read what it prints.</summary>
public sealed class ProcessFixture : IAsyncLifetime
{
    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await HostProcess.StartAsync(null, "--virtual-clock", "true");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
