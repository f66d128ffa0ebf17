using GridGov.Workflow.Engine.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GridGov.Workflow.Engine.Tests.Runtime.Fakes;

/// <summary>A query table of a made-up subject.</summary>
internal sealed class NoteRow
{
    public required string Id { get; set; }
    public required string Text { get; set; }
}

internal sealed class TestDbContext(DbContextOptions<TestDbContext> options) : WorkflowDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<NoteRow>().HasKey(row => row.Id);
        modelBuilder.Entity<NoteRow>().HasIndex(row => row.Text).IsUnique();
    }
}

/// <summary>A real SQLite file in a directory of its own, gone afterwards.</summary>
internal sealed class TestDb : IWorkflowDb, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflow-").FullName;
    private readonly DbContextOptions<TestDbContext> _options;

    public TestDb(params IInterceptor[] interceptors)
        : this(null, interceptors)
    {
    }

    /// <summary>What a process left on the disk: the database file and its write-ahead log.</summary>
    public TestDb((byte[] Main, byte[] Log)? left, params IInterceptor[] interceptors)
    {
        if (left is { } files)
        {
            System.IO.File.WriteAllBytes(File, files.Main);
            System.IO.File.WriteAllBytes(LogFile, files.Log);
        }

        var connection = new SqliteConnectionStringBuilder { DataSource = File, Pooling = true }.ToString();
        var builder = new DbContextOptionsBuilder<TestDbContext>().UseSqlite(connection);
        builder.UseWorkflowSqliteSettings().AddInterceptors(interceptors);
        _options = builder.Options;
        using var db = Open();
        db.Database.EnsureCreated();
    }

    public string Folder => _folder;
    public string File => Path.Combine(_folder, "workflow.db");
    public string LogFile => File + "-wal";

    public WorkflowDbContext Open()
    {
        var context = new TestDbContext(_options);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    public async Task<T> ReadAsync<T>(Func<WorkflowDbContext, Task<T>> query)
    {
        await using var db = Open();
        return await query(db);
    }

    /// <summary>Runs SQL past the engine, as somebody with the file would.</summary>
    public void Tamper(FormattableString sql)
    {
        using var db = Open();
        db.Database.ExecuteSqlInterpolated(sql);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
