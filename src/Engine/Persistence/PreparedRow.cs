using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Engine.Persistence;

/// <summary>A <see cref="RowStatement"/> on one connection, with its parameters.</summary>
internal sealed class PreparedRow : IDisposable
{
    private readonly RowStatement _statement;
    private readonly DbCommand _command;
    private readonly List<(DbParameter Parameter, IClrPropertyGetter Getter, Func<object?, object?>? Convert)> _fromRow = [];
    private readonly DbParameter? _fence;
    private readonly Func<object?, object?>? _convertFence;

    public PreparedRow(WorkflowDbContext db, RowStatement statement)
    {
        _statement = statement;
        _command = db.Database.GetDbConnection().CreateCommand();
        _command.CommandText = statement.Text;
        for (var i = 0; i < statement.Values.Count; i++) AddFromRow($"@v{i}", statement.Values[i]);
        for (var i = 0; i < statement.Keys.Count; i++) AddFromRow($"@k{i}", statement.Keys[i]);
        if (statement.Fence is { } fence) (_fence, _convertFence) = Add("@f", fence);
    }

    /// <exception cref="DbUpdateConcurrencyException">Not exactly one row was there as expected.</exception>
    public void Run(DbTransaction transaction, object row, object? expected)
    {
        if (!ReferenceEquals(_command.Transaction, transaction)) _command.Transaction = transaction;
        foreach (var (parameter, getter, convert) in _fromRow)
        {
            var value = getter.GetClrValue(row);
            parameter.Value = (value is null || convert is null ? value : convert(value)) ?? DBNull.Value;
        }

        if (_fence is not null) _fence.Value = (_convertFence is null ? expected : _convertFence(expected)) ?? DBNull.Value;
        if (_command.ExecuteNonQuery() == 1) return;
        throw new DbUpdateConcurrencyException(
            $"A {row.GetType().Name} with key {string.Join(", ", _statement.Keys.Select(key => key.GetGetter().GetClrValue(row)))} is not there as expected"
            + (_statement.Fence is null ? "." : $": its {_statement.Fence.Name} is not {expected}."));
    }

    public void Dispose() => _command.Dispose();

    private void AddFromRow(string name, IProperty property)
    {
        var (parameter, convert) = Add(name, property);
        _fromRow.Add((parameter, property.GetGetter(), convert));
    }

    private (DbParameter Parameter, Func<object?, object?>? Convert) Add(string name, IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        var parameter = mapping.CreateParameter(_command, name, null, nullable: true);
        _command.Parameters.Add(parameter);
        return (parameter, mapping.Converter?.ConvertToProvider);
    }
}
