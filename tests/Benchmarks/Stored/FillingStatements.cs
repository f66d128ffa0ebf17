using System.Data.Common;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>Statements that both databases take.</summary>
internal static class FillingStatements
{
    public static async Task ExecuteAsync(this DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (statement, 0);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows of a query with one or more columns, as the driver gives them.</summary>
    public static async Task<List<object?[]>> ReadAsync(this DbConnection connection, string query, params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (query, 0);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var rows = new List<object?[]>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add([.. values.Select(value => value is DBNull ? null : value)]);
        }

        return rows;
    }

    public static async Task<long> CountAsync(this DbConnection connection, string query, params (string Name, object Value)[] parameters) =>
        Convert.ToInt64((await connection.ReadAsync(query, parameters))[0][0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Pairs of table and column, put together by table.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadColumnsAsync(this DbConnection connection, string query) =>
        (await connection.ReadAsync(query)).GroupBy(row => (string)row[0]!, StringComparer.Ordinal)
            .ToDictionary(table => table.Key, IReadOnlyList<string> (table) => [.. table.Select(row => (string)row[1]!)], StringComparer.Ordinal);

    public static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));
}
