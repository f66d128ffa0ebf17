using Xunit;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>The embedded default.</summary>
public sealed class SqliteTests : DatabaseSuite
{
    protected override Task<string[]> NewDatabaseAsync() => Task.FromResult<string[]>([]);

    protected override ValueTask DropAsync() => ValueTask.CompletedTask;
}

/// <summary>One PostgreSQL for all tests of the class.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>PostgreSQL with its default durability.</summary>
public sealed class PostgreSqlTests(PostgresFixture postgres) : DatabaseSuite, IClassFixture<PostgresFixture>
{
    protected override async Task<string[]> NewDatabaseAsync() =>
        ["--Database:Provider", "PostgreSql", "--ConnectionStrings:GridGov", await postgres.Server.NewDatabaseAsync()];

    protected override ValueTask DropAsync() => ValueTask.CompletedTask;
}
