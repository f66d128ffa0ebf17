using System.Data.Common;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>All rows of a case, read while no Host works on it.</summary>
internal sealed class StoredCase
{
    // A row belongs to a case by the first of these columns that its table has.
    private static readonly (string Column, string Condition)[] Belonging =
    [
        ("InstanceId", "\"InstanceId\" = @instance"), ("CaseNumber", "\"CaseNumber\" = @number"), ("TaskId", "\"TaskId\" LIKE @instance || '-%'"),
    ];

    private static readonly string[] Packed = ["State", "Payload"];

    private StoredCase(CaseIdentity identity, IReadOnlyList<StoredRow> rows) => (Identity, Rows) = (identity, rows);

    public CaseIdentity Identity { get; }

    public IReadOnlyList<StoredRow> Rows { get; }

    /// <param name="tables">As <see cref="IFilling.ColumnsAsync"/> tells them.</param>
    public static async Task<StoredCase> ReadAsync(DbConnection connection, IReadOnlyDictionary<string, IReadOnlyList<string>> tables, CaseIdentity identity)
    {
        var rows = new List<StoredRow>();
        foreach (var (table, columns) in tables)
        {
            if (Condition(table, columns) is not { } condition) continue;
            var query = $"SELECT {FillingStatements.Quoted(columns)} FROM \"{table}\" WHERE {condition}";
            foreach (var values in await connection.ReadAsync(query, ("@instance", identity.InstanceId), ("@number", identity.CaseNumber)))
                rows.Add(new StoredRow(table, columns, values, [.. values.Select((value, i) => new StoredCell(value, value is byte[] && Packed.Contains(columns[i]), identity.Texts))]));
        }

        return new StoredCase(identity, rows);
    }

    private static string? Condition(string table, IReadOnlyList<string> columns)
    {
        if (table == "Instances") return "\"Id\" = @instance";
        var belonging = Array.Find(Belonging, belonging => columns.Contains(belonging.Column, StringComparer.Ordinal));
        return belonging.Condition;
    }
}

/// <summary>One row of a case.</summary>
/// <param name="Values">As they were read.</param>
internal sealed record StoredRow(string Table, IReadOnlyList<string> Columns, object?[] Values, StoredCell[] Cells)
{
    public int Place(string column)
    {
        for (var i = 0; i < Columns.Count; i++) if (Columns[i] == column) return i;
        throw new InvalidOperationException($"{Table} has no column {column}.");
    }

    public T Value<T>(object?[] values, string column) => (T)Convert.ChangeType(values[Place(column)]!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
}
