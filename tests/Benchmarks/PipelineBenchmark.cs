using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Activities.Persistence;
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

/// <summary>
/// Closed-loop driver: every client starts an instance, completes its tasks one after the other, and starts the next. A step is a
/// completion that was acknowledged as durable.
/// </summary>
internal static class PipelineBenchmark
{
    public static async Task<int> RunAsync(PipelineSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("workflow-bench-");
        try
        {
            using var host = Build(settings, folder.FullName);
            await using (var db = host.Services.GetRequiredService<IWorkflowDb>().Open()) await db.Database.EnsureCreatedAsync();
            if (settings.ThroughOrleans) await host.StartAsync();
            await MeasureAsync(settings, host.Services, folder.FullName);
            if (settings.ThroughOrleans) await host.StopAsync();
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static IHost Build(PipelineSettings settings, string folder)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IDefinitionContents>(new BenchmarkDefinition(settings.Tasks));
        if (!settings.ThroughOrleans) builder.Services.AddSingleton<IWorkflowInstances>(provider => new LocalInstances(provider.GetRequiredService<InstanceServices>()));
        builder.Services.AddWorkflowDb<GovernanceDbContext>((_, options) => options.UseSqlite($"Data Source={Path.Combine(folder, "bench.db")}"));
        builder.Services.AddWorkflowEngine(options => options.DataFolder = folder);
        return builder.Build();
    }

    private static async Task MeasureAsync(PipelineSettings settings, IServiceProvider services, string folder)
    {
        var instances = services.GetRequiredService<IWorkflowInstances>();
        var pipeline = services.GetRequiredService<CommitPipeline>();
        using var stop = new CancellationTokenSource();
        var counters = Enumerable.Range(0, settings.Clients).Select(_ => new Counter()).ToArray();
        var clients = counters.Select((counter, i) => Task.Run(() => ClientAsync(instances, i, settings.Tasks, counter, stop.Token))).ToArray();

        await Task.Delay(TimeSpan.FromSeconds(settings.Warmup), TimeProvider.System);
        var process = Process.GetCurrentProcess();
        var (steps, cpu, bytes, groups, allocated) = (counters.Sum(c => c.Steps), process.TotalProcessorTime, Size(folder), pipeline.Groups, GC.GetTotalAllocatedBytes());
        foreach (var counter in counters) counter.Latencies.Clear();
        var clock = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), TimeProvider.System);
        var elapsed = clock.Elapsed;
        process.Refresh();
        steps = counters.Sum(c => c.Steps) - steps;
        cpu = process.TotalProcessorTime - cpu;
        bytes = Size(folder) - bytes;
        groups = pipeline.Groups - groups;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        await stop.CancelAsync();
        await Task.WhenAll(clients);

        var latencies = counters.SelectMany(c => c.Latencies).Order().ToArray();
        Print(settings, steps, elapsed, cpu, bytes, groups, allocated, latencies);
    }

    private static async Task ClientAsync(IWorkflowInstances instances, int client, int tasks, Counter counter, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{client:x2}{n:x30}");
            var reply = await instances.DeliverAsync(id, BenchmarkDefinition.Hash, new Start { Id = "start/" + id, InstanceId = id, Actor = new Actor("bench"), At = TimeProvider.System.GetUtcNow() });
            for (var task = 1; task <= tasks && !stop.IsCancellationRequested; task++)
            {
                var started = Stopwatch.GetTimestamp();
                var taskId = string.Create(CultureInfo.InvariantCulture, $"{id}-{task}-t1");
                reply = await instances.DeliverAsync(id, null, new TaskCompleted(taskId, null, default, "system")
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"bench/complete/{id}/{task}"),
                    Actor = new Actor("bench"),
                    At = TimeProvider.System.GetUtcNow(),
                });
                if (reply.Refusal is { } refusal) throw new InvalidOperationException($"{taskId}: {refusal.Code} {refusal.Message}");
                counter.Steps++;
                counter.Latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
    }

    private static void Print(
        PipelineSettings settings, long steps, TimeSpan elapsed, TimeSpan cpu, long bytes, long groups, long allocated, double[] latencies)
    {
        Machine.Print();
        Console.WriteLine($"SQLite, WAL, synchronous=FULL; {settings.Clients} clients; Sequence of {settings.Tasks} RunTask; {(settings.ThroughOrleans ? "Orleans grains" : "instance processors")}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            steps/s            {steps / elapsed.TotalSeconds,10:0}
            CPU ms per step    {cpu.TotalMilliseconds / steps,10:0.000}
            bytes per step     {(double)bytes / steps,10:0}
            KB allocated/step  {allocated / 1024.0 / steps,10:0.0}
            steps per commit   {(double)steps / groups,10:0.0}
            p50 ms             {Percentiles.Of(latencies, 0.50),10:0.00}
            p99 ms             {Percentiles.Of(latencies, 0.99),10:0.00}
            """));
    }

    private static long Size(string folder) => new FileInfo(Path.Combine(folder, "bench.db")).Length;

    private sealed class Counter
    {
        public long Steps;
        public List<double> Latencies { get; } = new(100_000);
    }
}
