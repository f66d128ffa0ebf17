using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Engine.Tests.Execution;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

/// <summary>Measures the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}

/// <summary>
/// What a step may cost (reliability-tests G34): 500 instances with seven waits each through the embedded engine on a SQLite file with
/// <c>synchronous=FULL</c>. Only what can be counted; how long it takes belongs to the benchmarks.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class WriteBudgetTests : IDisposable
{
    private const int Instances = 500;
    private const int Waits = 7;
    private const int Steps = Instances * (Waits + 1);
    private const int AtOnce = 64;

    // Measured on 2026-11-29, the same with idle and with busy cores; 20 % more is allowed.
    private const double RowsPerStep = 5.4;
    private const double BytesPerStep = 37_000;
    private const double Room = 1.2;

    // The rules of the list. A flush of the disk is a transaction: SQLite flushes its log once per commit.
    private const double TransactionsPerStepAlone = 2;
    private const double FlushesPerStep = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("workflow-budget-").FullName;
    private readonly WriteCounter _written = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Run_ManyInstancesWithSevenWaits_StaysWithinTheBudgets()
    {
        using var host = await StartHostAsync();
        await RunAsync(host, "warm", 20, AtOnce);
        var (transactions, rows, bytes) = (_written.Transactions, _written.Rows, GC.GetTotalAllocatedBytes(precise: true));

        await RunAsync(host, "i", Instances, AtOnce);

        var report = string.Create(
            CultureInfo.InvariantCulture,
            $"per step: {PerStep(_written.Transactions - transactions):0.000} transactions, {PerStep(_written.Rows - rows):0.00} rows, {PerStep(GC.GetTotalAllocatedBytes(precise: true) - bytes):0} bytes");
        TestContext.Current.SendDiagnosticMessage(report);
        PerStep(_written.Transactions - transactions).Should().BeLessThanOrEqualTo(FlushesPerStep, report);
        PerStep(_written.Rows - rows).Should().BeLessThanOrEqualTo(RowsPerStep * Room, report);
        PerStep(GC.GetTotalAllocatedBytes(precise: true) - bytes).Should().BeLessThanOrEqualTo(BytesPerStep * Room, report);
        await host.StopAsync();
    }

    [Fact]
    public async Task Run_OneInstanceAlone_TakesAtMostTwoTransactionsPerStep()
    {
        using var host = await StartHostAsync();
        await RunAsync(host, "warm", 1, 1);
        var transactions = _written.Transactions;

        await RunAsync(host, "i", 1, 1);

        ((_written.Transactions - transactions) / (double)(Waits + 1)).Should().BeLessThanOrEqualTo(TransactionsPerStepAlone);
        await host.StopAsync();
    }

    private static double PerStep(long count) => count / (double)Steps;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task RunAsync(IHost host, string prefix, int count, int atOnce)
    {
        var runtime = host.Services.GetRequiredService<IWorkflowRuntime>();
        var ids = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}")).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
        var actor = new Actor("sys");
        await Parallel.ForEachAsync(ids, parallel, async (id, _) =>
            await runtime.StartAsync("budget", new Start { Id = $"start/{id}", InstanceId = id, CorrelationId = id, Actor = actor, At = Now }, CancellationToken.None));
        await CompleteAsync("t1");
        await CompleteAsync("t2");
        await Parallel.ForEachAsync(ids, parallel, async (id, _) =>
            await runtime.PublishAsync(new PublishedEvent($"event/{id}", "Go", id, null, default, actor, Now), CancellationToken.None));
        foreach (var name in (string[])["t3", "t4", "t5"]) await CompleteAsync(name);
        await UntilAsync(host, db => db.Instances.Where(row => row.Status == WorkflowStatus.Finished && row.Id.StartsWith(prefix)), count);

        // The last event is settled before the counters are read.
        await UntilAsync(host, db => db.Events.Where(row => row.Settled && row.Id.StartsWith("event/" + prefix)), count);

        async Task CompleteAsync(string name)
        {
            var tasks = await UntilAsync(host, db => db.Tasks.Where(row => row.Name == name && row.Status == HumanTaskStatus.Open), count);
            await Parallel.ForEachAsync(tasks, parallel, async (task, _) =>
                await runtime.DeliverAsync(task.InstanceId, new TaskCompleted(task.Id, null, default, "system") { Id = $"complete/{task.Id}", Actor = actor, At = Now }, CancellationToken.None));
        }
    }

    /// <remarks>
    /// What the test allocates is counted with the engine's, and how often it has to look depends on the machine: it looks seldom and takes the rows once.
    /// </remarks>
    private static async Task<List<T>> UntilAsync<T>(IHost host, Func<WorkflowDbContext, IQueryable<T>> query, int count)
    {
        await using var db = host.Services.GetRequiredService<IWorkflowDb>().Open();
        await TimerServiceTests.EventuallyAsync(async () =>
        {
            if (await query(db).CountAsync() >= count) return true;
            await Task.Delay(20);
            return false;
        });
        return await query(db).ToListAsync();
    }

    private async Task<IHost> StartHostAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
        builder.Services.AddSingleton<IDefinitionContents, Contents>().AddSingleton<IPublishedDefinitions, Contents>();
        builder.Services.AddWorkflowDb<TestDbContext>((_, options) => options.UseSqlite($"Data Source={Path.Combine(_folder, "engine.db")}").AddInterceptors(_written));
        builder.Services.AddWorkflowEngine(options => options.DataFolder = _folder);
        var host = builder.Build();
        await using (var db = host.Services.GetRequiredService<IWorkflowDb>().Open()) await db.Database.EnsureCreatedAsync();
        await host.StartAsync();
        return host;
    }

    private sealed class Contents : IDefinitionContents, IPublishedDefinitions
    {
        private static readonly DefinitionContent Budget = new(
            "budget",
            JsonDocument.Parse(Wf.Definition(
                Wf.Sequence("all", Wf.Task("t1"), Wf.Task("t2"), Wf.Event("e", "Go"), Wf.Task("t3"), Wf.Delay("d", "00:00:00.010"), Wf.Task("t4"), Wf.Task("t5")), "budget")).RootElement,
            new Dictionary<string, DefinitionContent>());

        public ValueTask<DefinitionContent?> FindAsync(string contentHash, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(contentHash == "budget" ? Budget : null);

        public ValueTask<string?> FindContentHashAsync(string definitionId, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(definitionId);
    }

    /// <summary>Counts transactions that were committed, and the rows that they wrote.</summary>
    private sealed class WriteCounter : DbTransactionInterceptor
    {
        private long _transactions;
        private long _rows;
        private long _before;

        public long Transactions => Volatile.Read(ref _transactions);
        public long Rows => Volatile.Read(ref _rows);

        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            // SQLite has one writer, so no two transactions overlap.
            _before = Changes(connection, result);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Interlocked.Add(ref _rows, Changes(transaction.Connection!, transaction) - _before);
            Interlocked.Increment(ref _transactions);
            return ValueTask.FromResult(result);
        }

        private static long Changes(DbConnection connection, DbTransaction transaction)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT total_changes()";
            command.Transaction = transaction;
            return (long)command.ExecuteScalar()!;
        }
    }
}
