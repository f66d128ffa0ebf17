using System.Data.Common;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>How often the database lets its clients down, from 0 to 1 per transaction or read.</summary>
internal sealed class DbFaults
{
    public double NotReached { get; set; }
    public double Refused { get; set; }
    public double CommitLost { get; set; }
    public double AnswerLost { get; set; }
    public double ReadFails { get; set; }

    /// <summary>The transaction is undone and the client told that it is committed: no database does this; planted to see that it is found.</summary>
    public double CommitFaked { get; set; }
}

internal sealed class SimDbContext(DbContextOptions<SimDbContext> options, Lane? lane) : WorkflowDbContext(options)
{
    /// <summary>The node that works with it; null for the judge, who is never interrupted.</summary>
    public Lane? Lane => lane;
}

/// <summary>
/// The one database of all nodes: SQLite in memory behind one connection, so a transaction is one step of the schedule; between reads, and
/// before writes, others may come. It remembers every timer and effect that was ever committed, for the judge.
/// </summary>
internal sealed class SimDb : IDisposable
{
    private static readonly Lazy<SqliteConnection> Template = new(CreateTemplate);
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly DbContextOptions<SimDbContext> _options;
    private readonly SeededLoop _loop;
    private readonly SimTime _time;

    public SimDb(SeededLoop loop, SimTime time)
    {
        (_loop, _time) = (loop, time);
        _connection.Open();
        lock (Template) Template.Value.BackupDatabase(_connection);
        _connection.CreateFunction("sim_refuses", () => _loop.Chance(Faults.Refused));
        _options = Options(_connection).AddInterceptors(new Interceptor(this)).Options;
        Judge = At(null);
    }

    public DbFaults Faults { get; } = new();

    /// <summary>Reads what is committed, at once.</summary>
    public IWorkflowDb Judge { get; }

    /// <summary>The database as a node reaches it.</summary>
    public IWorkflowDb At(Lane? lane) => new View(_options, lane);

    public T Read<T>(Func<WorkflowDbContext, T> query)
    {
        using var db = Judge.Open();
        return query(db);
    }

    /// <summary>Rows of a table of the judge.</summary>
    public List<string[]> Select(string sql)
    {
        using var command = new SqliteCommand(sql, _connection);
        using var reader = command.ExecuteReader();
        List<string[]> rows = [];
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetString(i))]);
        return rows;
    }

    /// <summary>Changes the database behind the product's back, such as by a trigger.</summary>
    public void Plant(string sql)
    {
        using var command = new SqliteCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private static DbContextOptionsBuilder<SimDbContext> Options(SqliteConnection connection) => new DbContextOptionsBuilder<SimDbContext>().UseSqlite(connection);

    private static SqliteConnection CreateTemplate()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var db = new SimDbContext(Options(connection).Options, null);
        db.Database.EnsureCreated();
        db.Database.ExecuteSqlRaw("""
            CREATE TABLE SimEffects (EffectKey TEXT, InstanceId TEXT, Kind TEXT);
            CREATE TRIGGER sim_effects AFTER INSERT ON Outbox BEGIN INSERT INTO SimEffects VALUES (new.Key, new.InstanceId, new.Kind); END;
            CREATE TRIGGER sim_refusal BEFORE INSERT ON Journal WHEN sim_refuses() BEGIN SELECT RAISE(ABORT, 'refused by the simulation'); END;
            """);
        return connection;
    }

    private sealed class View(DbContextOptions<SimDbContext> options, Lane? lane) : IWorkflowDb
    {
        public WorkflowDbContext Open()
        {
            var context = new SimDbContext(options, lane);
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return context;
        }
    }

    private sealed class Interceptor(SimDb world) : DbCommandInterceptor, IDbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is SimDbContext { Lane: { } lane } context && context.Database.CurrentTransaction is null)
            {
                await lane.PauseAsync().ConfigureAwait(false);
                Fail(lane, world.Faults.ReadFails, "a read fails");
            }

            return result;
        }

        public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is SimDbContext { Lane: { } lane }) Fail(lane, world.Faults.NotReached, "the database is not reached");
            return ValueTask.FromResult(result);
        }

        public ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is not SimDbContext { Lane: { } lane }) return ValueTask.FromResult(result);
            Fail(lane, world.Faults.CommitLost, "COMMIT is lost on its way");
            if (!world._loop.Chance(world.Faults.CommitFaked)) return ValueTask.FromResult(result);
            transaction.Rollback();
            return ValueTask.FromResult(InterceptionResult.Suppress());
        }

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is SimDbContext { Lane: { } lane }) Fail(lane, world.Faults.AnswerLost, "committed, the answer is lost");
            return Task.CompletedTask;
        }

        private void Fail(Lane lane, double probability, string what)
        {
            if (!world._loop.Chance(probability)) return;
            world._loop.Trace.Write(world._time.Now, $"{lane.Name}: {what}");
            throw new IOException(what);
        }
    }
}
