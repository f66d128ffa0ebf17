using System.Data.Common;
using Npgsql;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>Fills PostgreSQL by COPY, without waiting for flushes.</summary>
internal sealed class PostgreSqlFilling(string text) : IFilling
{
    public async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(text);
        await connection.OpenAsync();
        await connection.ExecuteAsync("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'");
        return connection;
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ColumnsAsync(DbConnection connection) => connection.ReadColumnsAsync(
        "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position");

    public async Task<IReadOnlyList<string>> DropIndexesAsync(DbConnection connection)
    {
        var indexes = await connection.ReadAsync("""
            SELECT indexname::text, indexdef FROM pg_indexes
            WHERE schemaname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)
            """);
        foreach (var index in indexes) await connection.ExecuteAsync($"DROP INDEX \"{index[0]}\"");
        return [.. indexes.Select(index => (string)index[1]!)];
    }

    public async Task WriteAsync(DbConnection connection, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        await using var writer = await ((NpgsqlConnection)connection).BeginBinaryImportAsync($"COPY \"{table}\" ({FillingStatements.Quoted(columns)}) FROM STDIN (FORMAT BINARY)");
        writer.Timeout = TimeSpan.Zero;
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            foreach (var value in row)
            {
                if (value is null) await writer.WriteNullAsync();
                else await writer.WriteAsync(value);
            }
        }

        await writer.CompleteAsync();
    }

    public async Task FinishAsync(DbConnection connection, IReadOnlyList<string> indexes)
    {
        foreach (var index in indexes) await connection.ExecuteAsync(index);

        // What autovacuum does in time: without it the first readers of every page would write it, too.
        await connection.ExecuteAsync("VACUUM (ANALYZE)");
        await connection.ExecuteAsync("CHECKPOINT");
    }
}
