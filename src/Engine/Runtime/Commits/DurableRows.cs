using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>Rows of no burst, as works of the pipeline.</summary>
internal sealed class DurableRows(CommitPipeline pipeline) : IDurableRows
{
    public Task InsertAsync(object row) => pipeline.CommitAsync(new InsertWork(row));

    private sealed class InsertWork(object row) : CommitWork
    {
        public override ValueTask ApplyAsync(CommitGroup group)
        {
            group.Rows.Insert(row);
            return ValueTask.CompletedTask;
        }
    }
}
