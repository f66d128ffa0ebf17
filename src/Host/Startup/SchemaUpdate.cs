using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Startup;

/// <summary>Brings a database to this version's schema. Called under the <see cref="StartLock"/>.</summary>
internal static class SchemaUpdate
{
    // EF's own lock on SQLite is a row: a process that is killed with it leaves it behind, and every later start would wait for it for ever.
    // Whoever holds the start lock knows that nobody else migrates.
    private const string DropAbandonedLock = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";

    public static async Task RunAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (!(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;
        if (context.Database.IsSqlite()) await context.Database.ExecuteSqlRawAsync(DropAbandonedLock, cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }
}
