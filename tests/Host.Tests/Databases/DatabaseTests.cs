using Xunit;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>The embedded default.</summary>
public sealed class SqliteTests(SqliteFixture database) : DatabaseSuite(database), IClassFixture<SqliteFixture>;

/// <summary>PostgreSQL with its default durability.</summary>
public sealed class PostgreSqlTests(PostgreSqlFixture database) : DatabaseSuite(database), IClassFixture<PostgreSqlFixture>;
