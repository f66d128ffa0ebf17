using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;

namespace GridGov.Workflow.Host.Problems;

/// <summary>
/// Tells trouble that passes (no database, no memory, a full or busy disk, a silo that comes or goes, an outcome that nobody knows, what a
/// newer version wrote) from faults of the product: the first is 503 and worth another try, the second 500.
/// </summary>
internal static class Unavailability
{
    // Result codes of SQLite: BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL.
    private static readonly int[] Sqlite = [5, 6, 7, 8, 10, 13, 14, 15];

    public static bool Is(Exception exception) => exception switch
    {
        CommitFailedException { IsUnavailable: true } or CommitUnknownException => true,
        SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
        System.Data.Common.DbException { IsTransient: true } => true,
        OrleansException or TimeoutException or OutOfMemoryException or NewerFormatException => true,
        AggregateException several => several.InnerExceptions.Any(Is),
        _ => exception.InnerException is { } inner && Is(inner),
    };
}
