using System.Data.Common;
using GridGov.Workflow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace GridGov.Workflow.Host.Startup;

/// <summary>
/// One node at a time prepares the database: schema, first directory, accounts, workflows. The lock is the session's, so that a node
/// which dies on the way frees it. An embedded database has one node, which claims the data folder instead.
/// </summary>
internal sealed class StartLock : IAsyncDisposable
{
    private const string TakeOnPostgreSql = "SELECT pg_advisory_lock(7417417417)";
    private const string FreeOnPostgreSql = "SELECT pg_advisory_unlock(7417417417)";
    private const string TakeOnSqlServer = "EXEC sp_getapplock @Resource = 'gridgov-start', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = -1";
    private const string FreeOnSqlServer = "EXEC sp_releaseapplock @Resource = 'gridgov-start', @LockOwner = 'Session'";
    private readonly DbContext? _context;

    private StartLock(DbContext? context) => _context = context;

    /// <summary>All that is sent to SQL Server, for the test that checks it without one.</summary>
    internal static IReadOnlyList<string> SqlServerStatements => [TakeOnSqlServer, FreeOnSqlServer];

    public static async Task<StartLock> TakeAsync(DbContext context, DataFolderClaim claim, CancellationToken cancellationToken)
    {
        var statement = context switch
        {
            PostgreSqlDbContext => TakeOnPostgreSql,
            SqlServerDbContext => TakeOnSqlServer,
            _ => null,
        };
        if (statement is null)
        {
            await context.DisposeAsync();
            claim.Take();
            return new StartLock(null);
        }

        await CreateAsync(context.GetService<IRelationalDatabaseCreator>(), cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        context.Database.SetCommandTimeout(TimeSpan.Zero);
        await context.Database.ExecuteSqlRawAsync(statement, cancellationToken);
        return new StartLock(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (_context is null) return;
        var statement = _context is PostgreSqlDbContext ? FreeOnPostgreSql : FreeOnSqlServer;
        await _context.Database.ExecuteSqlRawAsync(statement);
        await _context.Database.CloseConnectionAsync();
        await _context.DisposeAsync();
    }

    private static async Task CreateAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        if (await creator.ExistsAsync(cancellationToken)) return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (DbException)
        {
            // Another node was faster; everything else shows with the next statement.
        }
    }
}
