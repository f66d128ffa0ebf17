using System.Data.Common;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>Puts many rows into the database of a Host that does not run. What it has not yet written is lost with the machine.</summary>
internal interface IFilling
{
    /// <summary>Names of the tables, and of the columns of each, as the database tells them.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ColumnsAsync(DbConnection connection);

    /// <summary>Takes away the indexes that no key needs; building them anew over all rows is quicker than keeping them up.</summary>
    /// <returns>The statements that make them again.</returns>
    Task<IReadOnlyList<string>> DropIndexesAsync(DbConnection connection);

    /// <summary>Writes rows of one table, in one transaction.</summary>
    Task WriteAsync(DbConnection connection, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows);

    /// <summary>Makes the indexes again, and lets the database look at what it holds now.</summary>
    Task FinishAsync(DbConnection connection, IReadOnlyList<string> indexes);

    /// <summary>A connection to fill by.</summary>
    Task<DbConnection> OpenAsync();
}
