using GridGov.Workflow.Engine.Persistence;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>How far a group came.</summary>
internal enum CommitOutcome
{
    /// <summary>No transaction was open yet: the database is out of reach.</summary>
    Unavailable,

    /// <summary>A work failed; nothing of the group is written.</summary>
    Failed,

    /// <summary>COMMIT was sent and nobody knows.</summary>
    Unknown,
    Committed,
}

/// <summary>Writes one group after another, each in a transaction of its own. Not thread-safe.</summary>
internal sealed partial class CommitWriter(IWorkflowDb db, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private CommitSession? _session;

    public async Task<(CommitOutcome Outcome, Exception? Error)> TryWriteAsync(IReadOnlyList<CommitWork> group)
    {
        // A kept connection may have died while nobody looked; a new one tells whether the database did.
        var kept = _session is not null;
        var (outcome, error) = await WriteAsync(group);
        return outcome == CommitOutcome.Unavailable && kept ? await WriteAsync(group) : (outcome, error);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not { } session) return;
        _session = null;
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception e)
        {
            // What was committed stays so; a connection that cannot be closed is the pool's affair.
            LogCleanUpFailed(logger, e);
        }
    }

    private async Task<(CommitOutcome Outcome, Exception? Error)> WriteAsync(IReadOnlyList<CommitWork> group)
    {
        var stage = CommitOutcome.Unavailable;
        try
        {
            var session = _session ??= await CommitSession.OpenAsync(db);
            await using var transaction = await session.BeginAsync();
            stage = CommitOutcome.Failed;
            var target = session.Group(time.GetUtcNow());
            foreach (var work in group) await work.ApplyAsync(target);
            await session.SaveAsync();
            stage = CommitOutcome.Unknown;
            await transaction.CommitAsync();
            stage = CommitOutcome.Committed;
            return (stage, null);
        }
        catch (Exception e)
        {
            await DisposeAsync();

            // After COMMIT only the clean-up can fail, and that loses nothing.
            if (stage != CommitOutcome.Committed) return (stage, e);
            LogCleanUpFailed(logger, e);
            return (CommitOutcome.Committed, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Closing a connection after a commit failed")]
    private static partial void LogCleanUpFailed(ILogger logger, Exception error);
}
