using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>One statement for all rows, with an array per column: for PostgreSQL.</summary>
internal sealed class ArrayRows : IRowBatch
{
    private readonly RowPlan _plan;
    private readonly DbBatchCommand _command;
    private readonly ArrayColumn[] _fromRow;
    private readonly ArrayColumn? _fence;
    private (object Row, object? Expected) _first;
    private int _count;

    public ArrayRows(WorkflowDbContext db, RowPlan plan)
    {
        _plan = plan;
        using var batch = db.Database.GetDbConnection().CreateBatch();
        _command = batch.CreateBatchCommand();
        _command.CommandText = ArrayStatement.Text(db, plan);
        _fromRow = [.. plan.Values.Concat(plan.Keys).Select(property => ArrayColumn.Of(new RowValue(property)))];
        _fence = plan.Fence is { } fence ? ArrayColumn.Of(new RowValue(fence)) : null;
        foreach (var column in _fence is null ? _fromRow : [.. _fromRow, _fence])
        {
            // Without a name, so that the text goes to the server as it is.
            var parameter = _command.CreateParameter();
            parameter.Value = column.Array;
            _command.Parameters.Add(parameter);
        }
    }

    public void Add(object row, object? expected)
    {
        if (_count++ == 0) _first = (row, expected);
        foreach (var column in _fromRow) column.AddOf(row);
        _fence?.Add(expected);
    }

    public void AddTo(DbBatchCommandCollection commands) => commands.Add(_command);

    public void Check()
    {
        if (_plan.MayMiss || _command.RecordsAffected == _count) return;
        throw _count == 1 ? _plan.NotAsExpected(_first.Row, _first.Expected) : _plan.NotAllAsExpected(_count, _command.RecordsAffected);
    }

    public void Clear()
    {
        foreach (var column in _fromRow) column.Clear();
        _fence?.Clear();
        (_count, _first) = (0, default);
    }
}
