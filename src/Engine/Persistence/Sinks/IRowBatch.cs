using System.Data.Common;

namespace GridGov.Workflow.Engine.Persistence.Sinks;

/// <summary>Rows of one plan that are sent together.</summary>
internal interface IRowBatch
{
    /// <param name="expected">Value of the plan's fence.</param>
    void Add(object row, object? expected);

    void AddTo(DbBatchCommandCollection commands);

    /// <summary>Looks, after the batch was run, whether it hit what it should.</summary>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">A row was not there as expected.</exception>
    void Check();

    /// <summary>Forgets the rows, so that others can be added.</summary>
    void Clear();
}
