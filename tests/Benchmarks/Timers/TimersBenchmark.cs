using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using GridGov.Workflow.Benchmarks.Steps;
using GridGov.Workflow.Benchmarks.Stored;

namespace GridGov.Workflow.Benchmarks.Timers;

/// <summary>
/// Many instances whose timers are due at one moment of real time: how many a second are fired, each by a committed burst. The instances
/// are in memory, as they are when their clocks were started lately.
/// </summary>
internal static class TimersBenchmark
{
    private const int Clients = 32;
    private const double StartsASecond = 400;
    private const double Reserve = 1.3;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(TimersSettings settings)
    {
        await using var host = await HostUnderTest.CreateAsync(settings.Database);
        await host.StartAsync();
        using var client = new HostClient(host.Address);
        await using var connection = await host.Database.ConnectAsync();

        // Its start tells how long the start of the others takes, its end compiles what firing needs.
        var warm = await RunWaveAsync(client, connection, "bench-timer-warm", settings.Warmup, TimeSpan.FromSeconds(settings.Warmup / StartsASecond));
        var startTime = warm.Started / settings.Warmup * settings.Count * Reserve;

        var (cpu, serverCpu, counts) = (TimeSpan.Zero, TimeSpan.Zero, host.Database.Counts());
        var (due, _) = await RunWaveAsync(client, connection, "bench-timer", settings.Count, startTime, () =>
            (cpu, serverCpu, counts) = (host.Cpu(), host.Database.Cpu(), host.Database.Counts()));
        (cpu, serverCpu) = (host.Cpu() - cpu, host.Database.Cpu() - serverCpu);
        var after = host.Database.Counts();
        var late = await LatenessAsync(connection, "bench-timer", due);

        Machine.Print();
        Console.WriteLine($"Host over HTTP, {host.Database.Name}; {settings.Count} timers of {settings.Count} instances in memory, due at one moment");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            fired              {late.Count,10}
            timers/s           {late.Count / (late[^1] / 1000),10:0}
            late ms, median    {Percentiles.Of(late, 0.5),10:0}
            late ms, worst     {late[^1],10:0}
            first fired ms     {late[0],10:0}
            Host CPU ms/timer  {cpu.TotalMilliseconds / late.Count,10:0.00}
            Server CPU ms/timer{serverCpu.TotalMilliseconds / late.Count,10:0.00}
            Host RSS MB        {host.ResidentMegabytes(),10:0}
            """));
        foreach (var (name, count) in after)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name + "/timer",-18} {(double)(count - counts[name]) / late.Count,10:0.00}"));
        return 0;
    }

    /// <summary>Starts the instances and returns when all their timers are consumed.</summary>
    /// <param name="startTime">How long it may take to start them.</param>
    /// <returns>The moment at which they were due, and how long their start took.</returns>
    private static async Task<(DateTimeOffset Due, TimeSpan Started)> RunWaveAsync(HostClient client, DbConnection connection, string definition, int count, TimeSpan startTime, Action? allStarted = null)
    {
        var due = TimeProvider.System.GetUtcNow() + startTime + Lead;
        await client.PostAsync("/api/definitions/import?publish=true", null, Definition(definition, due));
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (_, _) => await client.PostAsync($"/api/definitions/{definition}/execute", null, "{}"u8.ToArray()));
        var started = clock.Elapsed;
        var spare = due - TimeProvider.System.GetUtcNow();
        if (spare < TimeSpan.Zero) throw new InvalidOperationException($"The {count} instances were started {-spare.TotalSeconds:0.0} s after they were due; the machine is too busy.");
        allStarted?.Invoke();
        await Task.Delay(spare, TimeProvider.System);
        clock.Restart();
        while (await connection.CountAsync("SELECT count(*) FROM \"Timers\" WHERE \"DueAt\" <= @due", ("@due", due.UtcTicks)) is > 0 and var left)
        {
            if (clock.Elapsed > Patience) throw new TimeoutException($"{left} of {count} timers were not fired within {Patience}.");
            await Task.Delay(Look, TimeProvider.System);
        }

        return (due, started);
    }

    /// <summary>Milliseconds from the due time to the transaction that consumed the timer, ascending.</summary>
    private static async Task<List<double>> LatenessAsync(DbConnection connection, string definition, DateTimeOffset due)
    {
        var rows = await connection.ReadAsync("""
            SELECT j."CommittedAt" FROM "Journal" j JOIN "Instances" i ON i."Id" = j."InstanceId"
            WHERE j."Kind" = 'timer' AND i."DefinitionId" = @definition
            """, ("@definition", definition));
        return [.. rows.Select(row => TimeSpan.FromTicks((long)row[0]! - due.UtcTicks).TotalMilliseconds).Order()];
    }

    private static byte[] Definition(string id, DateTimeOffset due) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""
        {"id":"{{{id}}}-v1","definitionId":"{{{id}}}","name":"{{{id}}}","version":1,"variables":[],"inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"options":{},
         "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"variables":[],"activities":[
          {"id":"start","type":"Elsa.Start","version":1,"customProperties":{},"metadata":{}},
          {"id":"wait","type":"Elsa.StartAt","version":1,"customProperties":{},"metadata":{},"dateTime":{"typeName":"DateTimeOffset","expression":{"type":"Literal","value":"{{{due:O}}}"}} },
          {"id":"end","type":"Elsa.End","version":1,"customProperties":{},"metadata":{}}],
          "connections":[{"source":{"activity":"start","port":"Done"},"target":{"activity":"wait","port":"In"},"vertices":[]},
                         {"source":{"activity":"wait","port":"Done"},"target":{"activity":"end","port":"In"},"vertices":[]}]}}
        """));
}
