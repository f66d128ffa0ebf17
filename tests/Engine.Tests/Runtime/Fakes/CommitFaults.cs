using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GridGov.Workflow.Engine.Tests.Runtime.Fakes;

/// <summary>Breaks commits on demand: before COMMIT reaches the database, or after it did and the answer was lost.</summary>
internal sealed class CommitFaults : DbTransactionInterceptor
{
    private int _lostAnswers;
    private int _lostCommits;

    public int LoseAnswers
    {
        set => Volatile.Write(ref _lostAnswers, value);
    }

    public int LoseCommits
    {
        set => Volatile.Write(ref _lostCommits, value);
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Decrement(ref _lostCommits) >= 0) throw new IOException("connection lost before COMMIT arrived");
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Interlocked.Decrement(ref _lostAnswers) >= 0 ? throw new IOException("connection lost after COMMIT was sent") : Task.CompletedTask;
}
