using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Concurrency;

/// <summary>One Host on real time, with the definitions of these tests published.</summary>
public sealed class RealTimeHost : IAsyncLifetime
{
    public IRunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await InProcessHost.StartAsync();
        var api = new Api(Host);
        foreach (var definition in (string[])["one-task", "four-events", "late-wait"]) await TestDefinitions.PublishAsync(api, definition);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class RealTimeCollection : ICollectionFixture<RealTimeHost>
{
    public const string Name = "One Host on real time";
}
