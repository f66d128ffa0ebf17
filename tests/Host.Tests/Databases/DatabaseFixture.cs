using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>One Host on one new database for all tests of a class: each makes its own cases, and starts again what it kills.</summary>
public abstract class DatabaseFixture : IAsyncLifetime
{
    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await HostProcess.StartAsync(null, ["--virtual-clock", "true", .. await NewDatabaseAsync()]);

    public virtual async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The Host's arguments for a new, empty database.</summary>
    protected abstract Task<string[]> NewDatabaseAsync();
}

public sealed class SqliteFixture : DatabaseFixture
{
    protected override Task<string[]> NewDatabaseAsync() => Task.FromResult<string[]>([]);
}

/// <summary>With a server of its own.</summary>
public sealed class PostgreSqlFixture : DatabaseFixture
{
    private PostgresServer? _server;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    protected override async Task<string[]> NewDatabaseAsync()
    {
        _server = await PostgresServer.StartAsync();
        return PostgresServer.HostArguments(await _server.NewDatabaseAsync());
    }
}
