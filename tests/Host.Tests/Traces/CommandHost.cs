using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Traces;

/// <summary>A Host of its own for the samples of all commands.</summary>
public sealed class CommandHost : IAsyncLifetime
{
    public IRunningHost Process { get; private set; } = null!;

    internal CommandWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Process = await InProcessHost.StartAsync(null, CommandWorld.Settings);
        World = await CommandWorld.PrepareAsync(Process);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
