using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Benchmarks.Steps;

namespace GridGov.Workflow.Benchmarks.Soak;

/// <summary>Twice the load that the Host can carry: who is turned away, how long the others wait, and when all is well again (reliability test G36).</summary>
internal static class StressBenchmark
{
    private const int Clients = 64;
    private const int NormalRate = 50;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["--seconds", "--warmup", "--times", .. DatabaseChoice.Names]);
        var (seconds, warmup, times) = (arguments.Number("--seconds", 30, 3600), arguments.Number("--warmup", 25, 600), arguments.Number("--times", 2, 20));
        await using var host = await HostUnderTest.CreateAsync(DatabaseChoice.Read(arguments));
        await host.StartAsync();
        using var client = new HostClient(host.Address);
        var loop = new JourneyLoop(client);
        await new StepsDriver(loop, Clients).RunClosedAsync(TimeSpan.FromSeconds(warmup));
        var clock = Stopwatch.StartNew();
        var capacity = (await new StepsDriver(loop, Clients).RunClosedAsync(TimeSpan.FromSeconds(10))).Count / clock.Elapsed.TotalSeconds;

        var load = new OpenLoad(loop);
        await load.RunAsync(NormalRate, TimeSpan.FromSeconds(10));
        await load.DrainAsync();
        var normal = load.Take();
        clock.Restart();
        await load.RunAsync(capacity * times, TimeSpan.FromSeconds(seconds));
        var stopped = Stopwatch.GetTimestamp();
        await load.DrainAsync();
        var drained = Stopwatch.GetElapsedTime(stopped);
        var over = load.Take();
        var elapsed = clock.Elapsed;
        var (again, secondsLate) = await RecoverAsync(load, normal, stopped);

        Machine.Print();
        Console.WriteLine($"Host over HTTP, {host.Database.Name}; cases from report to passed verification, {times} times what {Clients} clients got done");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            capacity, steps/s              {capacity,10:0}
            offered, steps/s               {capacity * times,10:0}
            done, steps/s                  {over.Latencies.Count / elapsed.TotalSeconds,10:0}
            turned away (429, Retry-After) {over.TurnedAway / (double)(over.TurnedAway + over.Latencies.Count),10:P0}
            p50 / p99 / worst ms, done     {Percentiles.Of(over.Latencies, 0.5),10:0} / {Percentiles.Of(over.Latencies, 0.99):0} / {Percentiles.Of(over.Latencies, 1):0}
              reports alone                {Percentiles.Of(over.Reports, 0.5),10:0} / {Percentiles.Of(over.Reports, 0.99):0} / {Percentiles.Of(over.Reports, 1):0}
            p50 / p99 ms before, at {NormalRate}/s    {Percentiles.Of(normal.Latencies, 0.5),9:0} / {Percentiles.Of(normal.Latencies, 0.99):0}
            last answer after the load, s  {drained.TotalSeconds,10:0.0}
            normal again after, s          {(again is { } found ? found.TotalSeconds : double.NaN),10:0.0}
            worst driver lag ms            {over.DriverLag,10:0}
            Host RSS MB                    {host.ResidentMegabytes(),10:0}
            """));
        if (again is null) Console.WriteLine($"Not normal again within {secondsLate} s.");
        return 0;
    }

    /// <summary>Normal is a second in which nobody is turned away and neither median nor p90 is over twice what it was before the load.</summary>
    private static async Task<(TimeSpan? After, int Seconds)> RecoverAsync(OpenLoad load, LoadWindow normal, long stopped)
    {
        const int Longest = 60;
        for (var second = 0; second < Longest; second++)
        {
            var begins = Stopwatch.GetElapsedTime(stopped);
            await load.RunAsync(NormalRate, Second);
            await load.DrainAsync();
            var window = load.Take();
            if (window.TurnedAway == 0 && IsNormal(0.5) && IsNormal(0.9)) return (begins, second);

            bool IsNormal(double share) => Percentiles.Of(window.Latencies, share) <= 2 * Percentiles.Of(normal.Latencies, share);
        }

        return (null, Longest);
    }
}
