using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Benchmarks.Steps;
using GridGov.Workflow.Benchmarks.Stored;

namespace GridGov.Workflow.Benchmarks.Scale;

/// <summary>The case loop of <c>steps</c> in one database with few and then with many stored cases; each time by a Host started anew.</summary>
internal static class ScaleBenchmark
{
    private const int Models = 100;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["--stored", "--clients", "--seconds", "--warmup", .. DatabaseChoice.Names]);
        var sizes = arguments.Numbers("--stored", [10_000, 1_000_000], 2_000_000);
        var steps = new StepsSettings(
            arguments.Number("--clients", 16, 1000), arguments.Number("--seconds", 20, 3600), arguments.Number("--warmup", 40, 600), "case", null, DatabaseChoice.Read(arguments));
        await using var host = await HostUnderTest.CreateAsync(steps.Database);
        using var client = new HostClient(host.Address);

        // Reported tomorrow, as the virtual clock has it: none of their clocks runs out before the run is over.
        await host.StartOnVirtualClockAsync(TimeProvider.System.GetUtcNow().AddDays(1));
        var identities = new List<CaseIdentity>();
        for (var i = 0; i < Models; i++) identities.Add((await CaseSteps.BringToDeskAsync(client)).Case);
        await host.StopAsync();
        var models = await CaseFilling.ReadAsync(host.Database.Filling, identities);

        Machine.Print();
        Console.WriteLine($"Host over HTTP, {host.Database.Name}; case loop, {steps.Clients} clients, closed loop of {steps.Seconds} s after {steps.Warmup} s of warm-up");
        Console.WriteLine("stored cases   database MB   ready s   steps/s   p50 ms   p99 ms   Host CPU ms/step   server CPU ms/step");
        var stored = 0;
        foreach (var size in sizes.Order())
        {
            var clock = Stopwatch.StartNew();
            await CaseFilling.AddAsync(host.Database.Filling, models, size - stored, string.Create(CultureInfo.InvariantCulture, $"scale-{size}"));
            stored = size;
            Console.Error.WriteLine($"Filled to {size} in {clock.Elapsed.TotalSeconds:0} s.");
            await MeasureAsync(host, client, steps, size);
        }

        return 0;
    }

    private static async Task MeasureAsync(HostUnderTest host, HostClient client, StepsSettings settings, int stored)
    {
        var megabytes = host.Database.Bytes() / 1048576;
        var ready = await host.StartAsync();
        var loop = new CaseLoop(client, settings.Clients);
        await loop.PrepareAsync(await StepsBenchmark.WarmUpAsync(settings, client) * settings.Seconds);
        var driver = new StepsDriver(loop, settings.Clients);
        var (cpu, serverCpu, clock) = (host.Cpu(), host.Database.Cpu(), Stopwatch.StartNew());
        var latencies = await driver.RunClosedAsync(TimeSpan.FromSeconds(settings.Seconds));
        var elapsed = clock.Elapsed;
        (cpu, serverCpu) = (host.Cpu() - cpu, host.Database.Cpu() - serverCpu);
        latencies.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{stored,12}{megabytes,14}{ready.TotalSeconds,10:0.0}{latencies.Count / elapsed.TotalSeconds,10:0}{Percentiles.Of(latencies, 0.5),9:0.0}{Percentiles.Of(latencies, 0.99),9:0.0}{cpu.TotalMilliseconds / latencies.Count,19:0.00}{serverCpu.TotalMilliseconds / latencies.Count,21:0.00}"));
        if (driver.RanDry) Console.WriteLine("  the prepared cases were used up before the time");
        await host.StopAsync();
    }
}
