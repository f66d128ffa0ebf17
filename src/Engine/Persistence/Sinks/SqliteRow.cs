using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>
/// A <see cref="RowStatement"/> prepared on one SQLite connection. Bound by place, below ADO.NET: that looks up each parameter by its name
/// at each run and boxes each value, and a step writes ten rows.
/// </summary>
internal sealed class SqliteRow : IDisposable
{
    private readonly RowPlan _plan;
    private readonly SqliteColumn[] _columns;
    private readonly RowValue? _fence;
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    /// <param name="connection">Open, and open for longer than this.</param>
    public SqliteRow(WorkflowDbContext db, SqliteConnection connection, RowPlan plan)
    {
        _plan = plan;

        // The statement's parameters stand in this order, and SQLite numbers them as they come.
        _columns = [.. plan.Values.Concat(plan.Keys).Select(property => SqliteColumn.Of(new RowValue(property)))];
        _fence = plan.Fence is { } fence ? new RowValue(fence) : null;
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_connection, RowStatement.Text(db, plan), raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <exception cref="DbUpdateConcurrencyException">Not exactly one row was there as expected.</exception>
    /// <exception cref="SqliteException">The database refused the row.</exception>
    public void Run(object row, object? expected)
    {
        try
        {
            for (var i = 0; i < _columns.Length; i++) Check(_columns[i].Bind(_statement, i + 1, row));
            if (_fence is not null) Check(SqliteColumn.Bind(_statement, _columns.Length + 1, _fence.Stored(expected)));
            Check(raw.sqlite3_step(_statement));
        }
        finally
        {
            // Repeats the error of the step, which was told.
            _ = raw.sqlite3_reset(_statement);
        }

        if (raw.sqlite3_changes(_connection) != 1 && !_plan.MayMiss) throw _plan.NotAsExpected(row, expected);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(code, _connection);
    }
}
