using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>One thing to write. It shares a transaction with others, and is written whole or not at all.</summary>
internal abstract class CommitWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes after COMMIT. Faults with <see cref="CommitFailedException"/> (nothing was written) or
    /// <see cref="CommitUnknownException"/> (look it up).
    /// </summary>
    public Task Done => _done.Task;

    /// <summary>
    /// Writes into the group's transaction. May be called again, with another group, when the first one failed: it must not
    /// change its own objects in a way that matters.
    /// </summary>
    public abstract ValueTask ApplyAsync(CommitGroup group);

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception exception)
    {
        _done.TrySetException(exception);

        // A caller that went away must not turn a failed commit into an unobserved exception.
        _ = _done.Task.Exception;
    }
}

/// <summary>A write given as a function, such as the claim of outbox rows.</summary>
internal sealed class StatementWork(Func<WorkflowDbContext, Task> statement) : CommitWork
{
    public override async ValueTask ApplyAsync(CommitGroup group) => await statement(await group.StatementsAsync());
}
