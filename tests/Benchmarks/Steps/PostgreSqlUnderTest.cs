using System.Data.Common;
using System.Diagnostics;
using GridGov.Workflow.Benchmarks.Stored;
using GridGov.Workflow.Host.Tests.Databases;
using Npgsql;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>A PostgreSQL of its own on this machine, default settings: every commit is flushed.</summary>
internal sealed class PostgreSqlUnderTest : IDatabaseUnderTest
{
    private const string OneRow = "CREATE TABLE IF NOT EXISTS one_row (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());";
    private readonly PostgresServer _server;
    private readonly string _connection;
    private readonly DatabaseChoice _choice;

    private PostgreSqlUnderTest(PostgresServer server, string connection, DatabaseChoice choice) => (_server, _connection, _choice) = (server, connection, choice);

    public string Name => $"PostgreSQL {Text("SHOW server_version")}, synchronous_commit={Text("SHOW synchronous_commit")}, fsync={Text("SHOW fsync")}";

    public IReadOnlyList<string> Arguments => [.. PostgresServer.HostArguments($"{_connection};{_choice.Connection}"), .. Writers];

    private string[] Writers => _choice.Writers is { } writers ? ["--Database:Writers", writers.ToString(System.Globalization.CultureInfo.InvariantCulture)] : [];

    public static async Task<PostgreSqlUnderTest> StartAsync(DatabaseChoice choice)
    {
        var server = await PostgresServer.StartAsync();
        return new PostgreSqlUnderTest(server, await server.NewDatabaseAsync(), choice);
    }

    public long Bytes() => Number("SELECT pg_database_size(current_database())");

    public long BytesOnDisk() => Bytes();

    public TimeSpan Cpu() => ProcessTime.OfFamily(_server.ProcessId);

    // The server's counters lag by up to a second; over the seconds of a run that is little.
    public IReadOnlyDictionary<string, long> Counts() => new Dictionary<string, long>
    {
        ["transactions"] = Number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"),
        ["rows written"] = Number("SELECT tup_inserted + tup_updated + tup_deleted FROM pg_stat_database WHERE datname = current_database()"),
        ["log flushes"] = Number("SELECT wal_sync FROM pg_stat_wal"),
        ["log bytes"] = Number("SELECT wal_bytes FROM pg_stat_wal"),
    };

    public async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        return connection;
    }

    public IFilling Filling => new PostgreSqlFilling(_connection);

    /// <summary>pgbench with its TPC-B shape, and with one inserted row per commit.</summary>
    public async Task PrintFloorAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(await _server.NewDatabaseAsync()).Database!;
        var script = Path.Combine(Path.GetTempPath(), $"gridgov-one-row-{Environment.ProcessId}.sql");
        await File.WriteAllTextAsync(script, "INSERT INTO one_row DEFAULT VALUES;");
        try
        {
            await PgBenchAsync(database, "-i", "-s", "10", "-q");
            await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connection) { Database = database }.ConnectionString))
            {
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand(OneRow, connection);
                await command.ExecuteNonQueryAsync();
            }

            Console.WriteLine($"pgbench TPC-B, 8 clients   {Rate(await PgBenchAsync(database, "-c", "8", "-j", "2", "-T", "10", "-M", "prepared"))}");
            Console.WriteLine($"pgbench one row, 8 clients {Rate(await PgBenchAsync(database, "-n", "-c", "8", "-j", "2", "-T", "10", "-M", "prepared", "-f", script))}");
        }
        finally
        {
            File.Delete(script);
        }
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static string Rate(string output) => output.Split('\n').FirstOrDefault(line => line.StartsWith("tps", StringComparison.Ordinal)) ?? output;

    private Task<string> PgBenchAsync(string database, params string[] arguments) => _server.RunClientAsync("pgbench", [.. arguments, database]);

    private long Number(string query) => Convert.ToInt64(Scalar(query), System.Globalization.CultureInfo.InvariantCulture);

    private string Text(string query) => (string)Scalar(query);

    private object Scalar(string query)
    {
        using var connection = new NpgsqlConnection(_connection);
        connection.Open();
        using var command = new NpgsqlCommand(query, connection);
        return command.ExecuteScalar()!;
    }
}
