using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>Fills an SQLite file by prepared statements, without flushes.</summary>
internal sealed class SqliteFilling(string text) : IFilling
{
    public async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection(text);
        await connection.OpenAsync();
        await connection.ExecuteAsync("PRAGMA synchronous=OFF; PRAGMA cache_size=-262144; PRAGMA wal_autocheckpoint=20000;");
        return connection;
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ColumnsAsync(DbConnection connection) => connection.ReadColumnsAsync(
        "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid");

    public async Task<IReadOnlyList<string>> DropIndexesAsync(DbConnection connection)
    {
        var indexes = await connection.ReadAsync("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        foreach (var index in indexes) await connection.ExecuteAsync($"DROP INDEX \"{index[0]}\"");
        return [.. indexes.Select(index => (string)index[1]!)];
    }

    public async Task WriteAsync(DbConnection connection, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table}\" ({FillingStatements.Quoted(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))})";
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            command.Parameters.Add(parameter);
        }

        await command.PrepareAsync();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    public async Task FinishAsync(DbConnection connection, IReadOnlyList<string> indexes)
    {
        foreach (var index in indexes) await connection.ExecuteAsync(index);
        await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE);");
    }
}
