using FluentAssertions;
using GridGov.Workflow.Engine.Persistence.Sinks;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Persistence;

/// <summary>What is bound below ADO.NET is what ADO.NET reads.</summary>
public sealed class SqliteColumnTests
{
    public static TheoryData<object?, object> Values => new()
    {
        { null, DBNull.Value },
        { "", "" },
        { "井盖\0破损", "井盖\0破损" },
        { new string('网', 300), new string('网', 300) },
        { long.MinValue, long.MinValue },
        { -7, -7L },
        { true, 1L },
        { 113.5, 113.5 },
        { Array.Empty<byte>(), Array.Empty<byte>() },
        { new byte[] { 0, 1, 255 }, new byte[] { 0, 1, 255 } },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Bind_EachKind_IsStoredAsItIs(object? value, object stored)
    {
        using var connection = Open();
        using (var insert = Prepare(connection))
        {
            SqliteColumn.Bind(insert, 1, value).Should().Be(raw.SQLITE_OK);
            raw.sqlite3_step(insert).Should().Be(raw.SQLITE_DONE);
        }

        using var query = new SqliteCommand("SELECT Value FROM Bound", connection);
        query.ExecuteScalar().Should().BeEquivalentTo(stored);
    }

    [Fact]
    public void Bind_AnotherKind_SaysWhichAreWritten()
    {
        using var connection = Open();
        using var insert = Prepare(connection);

        var bind = () => SqliteColumn.Bind(insert, 1, 1.5m);

        bind.Should().Throw<NotSupportedException>().WithMessage("*Decimal*text*");
    }

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var create = new SqliteCommand("CREATE TABLE Bound (Value)", connection);
        create.ExecuteNonQuery();
        return connection;
    }

    private static sqlite3_stmt Prepare(SqliteConnection connection)
    {
        raw.sqlite3_prepare_v2(connection.Handle!, "INSERT INTO Bound VALUES (?)", out var statement).Should().Be(raw.SQLITE_OK);
        return statement;
    }
}
