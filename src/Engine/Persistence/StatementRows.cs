using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// Runs one prepared statement per row, at once: for SQLite, where a statement costs no round trip and the change tracker costs more
/// than the database. Statements stay prepared as long as the connection is kept.
/// </summary>
internal sealed class StatementRows(WorkflowDbContext db) : IRowSink, IDisposable
{
    private enum Verb { Insert, Update, Delete }

    private readonly Dictionary<(Type Type, Verb Verb, string[]? Columns, UInt128 Mask), PreparedRow> _prepared = [];

    private DbTransaction Transaction => db.Database.CurrentTransaction?.GetDbTransaction()
        ?? throw new InvalidOperationException("Rows are written inside a transaction; none is open.");

    public void Insert(object row)
    {
        var key = (row.GetType(), Verb.Insert, (string[]?)null, UInt128.Zero);
        if (!_prepared.TryGetValue(key, out var prepared)) prepared = Prepare(key, RowStatement.Insert(db, TypeOf(row)));
        prepared.Run(Transaction, row, null);
    }

    public void Update(object row, string[] columns, (string Property, object Value)? expected = null)
    {
        var key = (row.GetType(), Verb.Update, columns, UInt128.Zero);
        if (!_prepared.TryGetValue(key, out var prepared))
        {
            var type = TypeOf(row);
            prepared = Prepare(key, RowStatement.Update(
                db, type, [.. columns.Select(column => type.FindProperty(column)!)], expected is { } fence ? type.FindProperty(fence.Property) : null));
        }

        prepared.Run(Transaction, row, expected?.Value);
    }

    public void Replace(object before, object row)
    {
        var type = TypeOf(row);
        var mask = UInt128.Zero;
        foreach (var property in RowDifference.Between(type, before, row)) mask |= UInt128.One << property.GetIndex();
        if (mask == 0) return;
        var key = (row.GetType(), Verb.Update, (string[]?)null, mask);
        if (!_prepared.TryGetValue(key, out var prepared))
        {
            prepared = Prepare(key, RowStatement.Update(db, type, [.. RowDifference.Between(type, before, row)], null));
        }

        prepared.Run(Transaction, row, null);
    }

    public void Delete(object row)
    {
        var key = (row.GetType(), Verb.Delete, (string[]?)null, UInt128.Zero);
        if (!_prepared.TryGetValue(key, out var prepared)) prepared = Prepare(key, RowStatement.Delete(db, TypeOf(row)));
        prepared.Run(Transaction, row, null);
    }

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values) prepared.Dispose();
    }

    private PreparedRow Prepare((Type, Verb, string[]?, UInt128) key, RowStatement statement)
    {
        var prepared = new PreparedRow(db, statement);
        _prepared.Add(key, prepared);
        return prepared;
    }

    private IEntityType TypeOf(object row) => db.Model.FindEntityType(row.GetType())
        ?? throw new InvalidOperationException($"'{row.GetType().Name}' is not an entity of {db.GetType().Name}.");
}
