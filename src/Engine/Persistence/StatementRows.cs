using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>
/// Runs one prepared statement per row, at once: for SQLite, where a statement costs no round trip and the change tracker costs more
/// than the database. Each statement is prepared once per group.
/// </summary>
internal sealed class StatementRows(WorkflowDbContext db) : IRowSink, IDisposable
{
    private readonly Dictionary<RowStatement, Prepared> _prepared = [];

    public void Insert<T>(T row)
        where T : class => Run(RowStatement.Of(db, typeof(T), RowVerb.Insert), row, null);

    public void Update<T>(T row, string[] columns, (string Property, object Value)? expected = null)
        where T : class => Run(RowStatement.Of(db, typeof(T), RowVerb.Update, columns, expected?.Property), row, expected?.Value);

    public void Delete<T>(T row)
        where T : class => Run(RowStatement.Of(db, typeof(T), RowVerb.Delete), row, null);

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values) prepared.Command.Dispose();
    }

    private void Run(RowStatement statement, object row, object? expected)
    {
        if (!_prepared.TryGetValue(statement, out var prepared)) _prepared.Add(statement, prepared = new Prepared(db, statement));
        prepared.Bind(row, expected);
        if (prepared.Command.ExecuteNonQuery() != 1)
        {
            throw new DbUpdateConcurrencyException(
                $"A {row.GetType().Name} with key {string.Join(", ", statement.Keys.Select(key => key.GetGetter().GetClrValue(row)))} is not there as expected"
                + (statement.Fence is null ? "." : $": its {statement.Fence.Name} is not {expected}."));
        }
    }

    private sealed class Prepared
    {
        private readonly List<(DbParameter Parameter, IProperty Property, Func<object?, object?>? Convert)> _fromRow = [];
        private readonly DbParameter? _fence;
        private readonly Func<object?, object?>? _convertFence;

        public Prepared(WorkflowDbContext db, RowStatement statement)
        {
            Command = db.Database.GetDbConnection().CreateCommand();
            Command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            Command.CommandText = statement.Text;
            for (var i = 0; i < statement.Values.Length; i++) AddFromRow($"@v{i}", statement.Values[i]);
            for (var i = 0; i < statement.Keys.Length; i++) AddFromRow($"@k{i}", statement.Keys[i]);
            if (statement.Fence is { } fence) (_fence, _convertFence) = Add("@f", fence);
        }

        public DbCommand Command { get; }

        public void Bind(object row, object? expected)
        {
            foreach (var (parameter, property, convert) in _fromRow)
            {
                var value = property.GetGetter().GetClrValue(row);
                parameter.Value = (value is null || convert is null ? value : convert(value)) ?? DBNull.Value;
            }

            if (_fence is not null) _fence.Value = (_convertFence is null ? expected : _convertFence(expected)) ?? DBNull.Value;
        }

        private void AddFromRow(string name, IProperty property)
        {
            var (parameter, convert) = Add(name, property);
            _fromRow.Add((parameter, property, convert));
        }

        private (DbParameter Parameter, Func<object?, object?>? Convert) Add(string name, IProperty property)
        {
            var mapping = property.GetRelationalTypeMapping();
            var parameter = mapping.CreateParameter(Command, name, null, nullable: true);
            Command.Parameters.Add(parameter);
            return (parameter, mapping.Converter?.ConvertToProvider);
        }
    }
}
