using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Benchmarks.Steps;
using GridGov.Workflow.Benchmarks.Stored;

namespace GridGov.Workflow.Benchmarks.Starts;

/// <summary>
/// A Host that comes back to a database full of waiting cases, many of whose clocks ran out meanwhile: when it is ready, when it has made
/// good what was due, and how long people wait who work from the first moment on.
/// </summary>
internal static class StartBenchmark
{
    private const int Probes = 5;
    private const string TimerBursts = "SELECT count(*) FROM \"Journal\" WHERE \"Kind\" = 'timer'";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(StartSettings settings)
    {
        await using var host = await HostUnderTest.CreateAsync(settings.Database);
        using var client = new HostClient(host.Address);
        var clock = Stopwatch.StartNew();
        var models = await StartModels.MakeAsync(host, client, settings.Models);
        await ProbeAsync(host, client, models);
        var late = await CaseFilling.AddAsync(host.Database.Filling, models.Late, (int)Math.Ceiling(settings.Timers / models.TimersPerLate), "late");
        var waiting = await CaseFilling.AddAsync(host.Database.Filling, models.Waiting, settings.Cases - late.Count, "waiting");
        Console.Error.WriteLine($"Filled in {clock.Elapsed.TotalSeconds:0} s.");

        await using var connection = await host.Database.ConnectAsync();
        var now = TimeProvider.System.GetUtcNow();
        var (timers, before) = (await DueAsync(connection, now), await connection.CountAsync(TimerBursts));
        var ready = await host.StartAsync();
        clock.Restart();
        var work = new Completions(client, waiting, models.DeskBurst, settings.Rate);
        using var stop = new CancellationTokenSource();
        var working = work.RunAsync(stop.Token);
        while (await DueAsync(connection, now) is > 0 and var left)
        {
            if (clock.Elapsed > Patience) throw new TimeoutException($"{left} of {timers} timers were not fired within {Patience}.");
            await Task.Delay(Look, TimeProvider.System);
        }

        var fired = clock.Elapsed;
        var meanwhile = work.Take();
        var cpu = host.Cpu();
        await Task.Delay(Afterwards, TimeProvider.System);
        await stop.CancelAsync();
        await working;
        var afterwards = work.Take();

        var bursts = await connection.CountAsync(TimerBursts) - before;

        Machine.Print();
        Console.WriteLine($"Host over HTTP, {host.Database.Name}, {host.Database.Bytes() / 1048576} MB; {settings.Cases} waiting cases, {timers} past-due timers of {late.Count} of them");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            ready s                        {ready.TotalSeconds,10:0.0}
            all timers fired, s from ready {fired.TotalSeconds,10:0.0}
            bursts of timers, a second     {bursts / fired.TotalSeconds,10:0}
            Host CPU s until then          {cpu.TotalSeconds,10:0.0}
            completions meanwhile          {meanwhile.Count,10}
              p50 / p99 / worst ms         {Percentiles.Of(meanwhile, 0.5),10:0} / {Percentiles.Of(meanwhile, 0.99):0} / {Percentiles.Of(meanwhile, 1):0}
            completions afterwards         {afterwards.Count,10}
              p50 / p99 / worst ms         {Percentiles.Of(afterwards, 0.5),10:0} / {Percentiles.Of(afterwards, 0.99):0} / {Percentiles.Of(afterwards, 1):0}
            Host RSS MB                    {host.ResidentMegabytes(),10:0}
            """));
        return 0;
    }

    private static Task<long> DueAsync(System.Data.Common.DbConnection connection, DateTimeOffset now) =>
        connection.CountAsync("SELECT count(*) FROM \"Timers\" WHERE \"DueAt\" <= @now", ("@now", now.UtcTicks));

    /// <summary>Copies are cases: their tasks can be completed, their timers fire, their journals verify. Tried before anything is measured.</summary>
    private static async Task ProbeAsync(HostUnderTest host, HostClient client, StartModels models)
    {
        var late = await CaseFilling.AddAsync(host.Database.Filling, models.Late, Probes, "probe-late");
        var waiting = await CaseFilling.AddAsync(host.Database.Filling, models.Waiting, Probes, "probe-waiting");
        var now = TimeProvider.System.GetUtcNow();
        await host.StartAsync();
        var clock = Stopwatch.StartNew();
        foreach (var probe in waiting) await client.CompleteAsync(probe.InstanceId, models.DeskBurst, CaseSteps.Receive.Person, CaseSteps.Receive.Body);
        await using (var connection = await host.Database.ConnectAsync())
        {
            while (await DueAsync(connection, now) > 0)
            {
                if (clock.Elapsed > TimeSpan.FromMinutes(1)) throw new InvalidOperationException("The timers of copied cases do not fire.");
                await Task.Delay(Look, TimeProvider.System);
            }

            foreach (var probe in late)
            {
                if (await connection.CountAsync("SELECT count(*) FROM \"Journal\" WHERE \"InstanceId\" = @id AND \"Kind\" = 'timer'", ("@id", probe.InstanceId)) == 0)
                    throw new InvalidOperationException($"The timers of the copied case {probe.CaseNumber} left no burst.");
            }
        }

        foreach (var probe in (CaseIdentity[])[.. late, .. waiting])
        {
            var verdict = await client.PostAsync("/api/audit/verify", "auditor", System.Text.Encoding.UTF8.GetBytes($$"""{"caseNumber":"{{probe.CaseNumber}}"}"""));
            if (!verdict.GetProperty("isIntact").GetBoolean()) throw new InvalidOperationException($"The journal of the copied case {probe.CaseNumber} does not verify: {verdict}");
        }

        await host.StopAsync();
    }
}
