using FluentAssertions;
using GridGov.Workflow.Host.Persistence;
using GridGov.Workflow.Host.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>The schema at start, on SQLite: EF locks there by a row, which whoever is killed leaves behind.</summary>
public sealed class SchemaUpdateTests : IDisposable
{
    // What EF's lock looks like; waiting for it never ends.
    private const string AbandonedLock = """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-29 00:53:58')""";
    private static readonly TimeSpan HangsAfter = TimeSpan.FromMinutes(2);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"gridgov-schema-{Guid.NewGuid():N}.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task KilledInTheFirstMigration_IsMigratedByTheNextStart()
    {
        await using var context = Open();
        await context.Database.ExecuteSqlRawAsync(AbandonedLock, TestContext.Current.CancellationToken);

        await UpdateAsync(context);

        (await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
        (await context.Instances.CountAsync(TestContext.Current.CancellationToken)).Should().Be(0, "the tables are there");
    }

    [Fact]
    public async Task KilledAfterTheMigration_StartsAgain()
    {
        await using var context = Open();
        await UpdateAsync(context);
        await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, TestContext.Current.CancellationToken);
        await context.Database.ExecuteSqlRawAsync(AbandonedLock, TestContext.Current.CancellationToken);

        await UpdateAsync(context);

        context.Database.GetMigrations().Should().NotBeEmpty().And.Equal(await context.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
    }

    private static async Task UpdateAsync(HostDbContext context)
    {
        using var hangs = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        hangs.CancelAfter(HangsAfter);
        await SchemaUpdate.RunAsync(context, hangs.Token);
    }

    private HostDbContext Open() => new(new DbContextOptionsBuilder<HostDbContext>().UseSqlite($"Data Source={_file}").Options);
}
