using System.Globalization;
using GridGov.Workflow.Activities.Persistence;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Engine.Runtime.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Benchmarks;

/// <summary>CPU time and allocations of the parts of a step, on one thread: where the time of a step goes.</summary>
internal static class PartsBenchmark
{
    private const int Instances = 64;
    private const int Tasks = 40;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("workflow-parts-");
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IDefinitionContents>(new BenchmarkDefinition(Tasks));
        builder.Services.AddWorkflowDb<GovernanceDbContext>((_, options) => options.UseSqlite($"Data Source={Path.Combine(folder.FullName, "bench.db")}"));
        builder.Services.AddWorkflowEngine(options => options.DataFolder = folder.FullName);
        using var host = builder.Build();
        var parts = new Parts(host.Services.GetRequiredService<InstanceServices>(), await host.Services.GetRequiredService<IWorkflowGraphs>().GetAsync(BenchmarkDefinition.Hash));
        await using (var db = parts.Services.Db.Open()) await db.Database.EnsureCreatedAsync();
        Machine.Print();
        for (var round = 0; round < 4; round++) await parts.RunAsync(round, round == 3);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return 0;
    }

    private sealed class Parts(InstanceServices services, WorkflowGraph graph)
    {
        private static readonly DateTimeOffset At = new(2025, 3, 3, 9, 0, 0, TimeSpan.Zero);
        private readonly Meter _core = new("core: advance");
        private readonly Meter _codec = new("codec: write the state");
        private readonly Meter _rows = new("rows: state, journal, hashes, packing");
        private readonly Meter _write = new("write");
        private readonly Meter _commit = new("commit");
        private CommitSession? _session;

        public InstanceServices Services => services;

        public async Task RunAsync(int round, bool print)
        {
            foreach (var meter in new[] { _core, _codec, _rows, _write, _commit }) meter.Reset();
            var states = new (InstanceState? State, byte[] Head)[Instances];
            for (var step = 0; step < Tasks; step++)
            {
                var works = new List<BurstWork>(Instances);
                for (var i = 0; i < Instances; i++)
                {
                    var id = string.Create(CultureInfo.InvariantCulture, $"{round:x2}{i:x30}");
                    Stimulus stimulus = step == 0
                        ? new Start { Id = "start/" + id, InstanceId = id, Actor = new Actor("bench"), At = At }
                        : new TaskCompleted(string.Create(CultureInfo.InvariantCulture, $"{id}-{step}-t1"), null, default, "system") { Id = $"bench/complete/{id}/{step}", Actor = new Actor("bench"), At = At };
                    var (state, head) = states[i];
                    var result = _core.Measure(() => services.Interpreter.Advance(graph, state, stimulus, At));
                    var burst = result.Burst ?? throw new InvalidOperationException(result.Refusal!.Message);
                    _codec.Measure(() => services.Codec.Write(burst.State));
                    var rows = _rows.Measure(() => services.Rows.Build(state, head ?? new byte[32], burst));
                    states[i] = (burst.State, rows.Journal.Hash);
                    works.Add(new BurstWork(rows));
                }

                await WriteAsync(works);
            }

            if (!print) return;
            foreach (var meter in new[] { _core, _codec, _rows, _write, _commit }) meter.Print(Instances * Tasks);
        }

        private async Task WriteAsync(List<BurstWork> works)
        {
            _session ??= await CommitSession.OpenAsync(services.Db);
            await using var transaction = await _session.BeginAsync();
            _write.Measure(() =>
            {
                var group = _session.Group(At);
                foreach (var work in works) work.ApplyAsync(group).AsTask().GetAwaiter().GetResult();
                return _session.SaveAsync().Wait(Timeout.Infinite);
            });
            _commit.Measure(() =>
            {
                transaction.Commit();
                return 0;
            });
        }
    }

    private sealed class Meter(string name)
    {
        private double _time;
        private long _bytes;

        public void Reset() => (_time, _bytes) = (0, 0);

        public T Measure<T>(Func<T> part)
        {
            var (bytes, started) = (GC.GetAllocatedBytesForCurrentThread(), ThreadTime.Microseconds);
            var result = part();
            _time += ThreadTime.Microseconds - started;
            _bytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
            return result;
        }

        public void Print(int steps) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-40}{_time / steps,10:0.0} µs CPU{_bytes / 1024.0 / steps,10:0.0} KB per step"));
    }
}
