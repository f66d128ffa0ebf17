using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>A <see cref="RowStatement"/> on one connection, with its parameters.</summary>
internal sealed class PreparedRow : IDisposable
{
    private readonly RowPlan _plan;
    private readonly DbCommand _command;
    private readonly RowParameters _parameters;

    public PreparedRow(WorkflowDbContext db, RowPlan plan)
    {
        _plan = plan;
        _command = db.Database.GetDbConnection().CreateCommand();
        _command.CommandText = RowStatement.Text(db, plan);
        _parameters = new RowParameters(plan, _command);
        foreach (var parameter in _parameters.All) _command.Parameters.Add(parameter);
    }

    /// <exception cref="DbUpdateConcurrencyException">Not exactly one row was there as expected.</exception>
    public void Run(DbTransaction transaction, object row, object? expected)
    {
        if (!ReferenceEquals(_command.Transaction, transaction)) _command.Transaction = transaction;
        _parameters.Set(row, expected);
        if (_command.ExecuteNonQuery() != 1 && !_plan.MayMiss) throw _plan.NotAsExpected(row, expected);
    }

    public void Dispose() => _command.Dispose();
}
