using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>
/// Runs one prepared statement per row, at once: for SQLite, where a statement costs no round trip and the change tracker costs more
/// than the database. Statements stay prepared as long as the connection is kept.
/// </summary>
internal sealed class SqliteRows(WorkflowDbContext db) : ShapedRows(db), IDisposable
{
    private readonly Dictionary<RowShape, SqliteRow> _prepared = [];

    public override ValueTask FlushAsync() => ValueTask.CompletedTask;

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values) prepared.Dispose();
    }

    protected override void Put(in RowShape shape, object row, object? expected)
    {
        if (Db.Database.CurrentTransaction is null) throw new InvalidOperationException("Rows are written inside a transaction; none is open.");
        if (!_prepared.TryGetValue(shape, out var prepared))
            _prepared.Add(shape, prepared = new SqliteRow(Db, (SqliteConnection)Db.Database.GetDbConnection(), PlanOf(shape)));
        prepared.Run(row, expected);
    }
}
