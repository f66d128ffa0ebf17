using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>One statement per row: for any server. Commands and parameters are kept for the next group.</summary>
internal sealed class SingleRows(WorkflowDbContext db, RowPlan plan) : IRowBatch
{
    private readonly string _text = RowStatement.Text(db, plan);
    private readonly List<(DbBatchCommand Command, RowParameters Parameters)> _commands = [];
    private readonly List<(object Row, object? Expected)> _rows = [];

    public void Add(object row, object? expected)
    {
        if (_commands.Count == _rows.Count) _commands.Add(Create());
        _commands[_rows.Count].Parameters.Set(row, expected);
        _rows.Add((row, expected));
    }

    public void AddTo(DbBatchCommandCollection commands)
    {
        for (var i = 0; i < _rows.Count; i++) commands.Add(_commands[i].Command);
    }

    public void Check()
    {
        if (plan.MayMiss) return;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (_commands[i].Command.RecordsAffected != 1) throw plan.NotAsExpected(_rows[i].Row, _rows[i].Expected);
        }
    }

    public void Clear() => _rows.Clear();

    private (DbBatchCommand Command, RowParameters Parameters) Create()
    {
        using var source = db.Database.GetDbConnection().CreateCommand();
        using var batch = db.Database.GetDbConnection().CreateBatch();
        var command = batch.CreateBatchCommand();
        command.CommandText = _text;
        var parameters = new RowParameters(plan, source);
        foreach (var parameter in parameters.All) command.Parameters.Add(parameter);
        return (command, parameters);
    }
}
