using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Persistence;
using GridGov.Workflow.Host.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>The membership table on SQLite: nobody clusters there, but the rules are the same.</summary>
public sealed class SqliteMembershipTests(OneFileDb database) : MembershipSuite, IClassFixture<OneFileDb>
{
    protected override WorkflowDbContext Open() => database.Open();
}

/// <summary>The membership table where clusters are.</summary>
public sealed class PostgreSqlMembershipTests(PostgreSqlMembershipTests.Database database) : MembershipSuite, IClassFixture<PostgreSqlMembershipTests.Database>
{
    protected override WorkflowDbContext Open() => database.Open();

    public sealed class Database : IAsyncLifetime
    {
        private PostgresServer _server = null!;
        private string _connection = "";

        public PostgreSqlDbContext Open() => new(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql(_connection).Options);

        public async ValueTask InitializeAsync()
        {
            _server = await PostgresServer.StartAsync();
            _connection = await _server.NewDatabaseAsync();
            await using var db = Open();
            await db.Database.EnsureCreatedAsync();
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
