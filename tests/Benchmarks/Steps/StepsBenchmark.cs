using System.Diagnostics;
using System.Globalization;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>
/// Durable steps over HTTP against a Host of its own process: a step is a completed task, answered after COMMIT. Driver and Host
/// share the machine.
/// </summary>
internal static class StepsBenchmark
{
    public static async Task<int> RunAsync(StepsSettings settings)
    {
        await using var host = await HostUnderTest.CreateAsync(settings.Database);
        var first = await host.StartAsync();
        await host.StopAsync();
        var again = await host.StartAsync();
        using var client = new HostClient(host.Address);
        var expected = await WarmUpAsync(settings, client);
        ILoop loop = settings.IsCase ? new CaseLoop(client, settings.Clients) : new BareLoop(client, settings.Clients);
        await loop.PrepareAsync((settings.Rate ?? expected) * settings.Seconds);

        Console.Error.WriteLine($"Measuring process {host.ProcessId} for {settings.Seconds} s.");
        var driver = new StepsDriver(loop, settings.Clients);
        var (cpu, serverCpu, driverCpu, bytes) = (host.Cpu(), host.Database.Cpu(), Environment.CpuUsage.TotalTime, host.Database.Bytes());
        var counts = host.Database.Counts();
        var clock = Stopwatch.StartNew();
        var time = TimeSpan.FromSeconds(settings.Seconds);
        var latencies = settings.Rate is { } rate ? await driver.RunOpenAsync(time, rate) : await driver.RunClosedAsync(time);
        var elapsed = clock.Elapsed;
        (cpu, serverCpu, driverCpu, bytes) = (host.Cpu() - cpu, host.Database.Cpu() - serverCpu, Environment.CpuUsage.TotalTime - driverCpu, host.Database.Bytes() - bytes);
        var countsAfter = host.Database.Counts();
        latencies.Sort();

        Machine.Print();
        Console.WriteLine($"Host over HTTP, {host.Database.Name}; loop {settings.Loop}; {settings.Clients} clients, "
            + (settings.Rate is null ? "closed loop" : string.Create(CultureInfo.InvariantCulture, $"open loop at {settings.Rate} steps/s")));
        if (driver.RanDry) Console.WriteLine("The prepared cases were used up before the time; the numbers hold for the time until then.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            steps              {latencies.Count,10}
            steps/s            {latencies.Count / elapsed.TotalSeconds,10:0}
            p50 ms             {Percentiles.Of(latencies, 0.50),10:0.0}
            p95 ms             {Percentiles.Of(latencies, 0.95),10:0.0}
            p99 ms             {Percentiles.Of(latencies, 0.99),10:0.0}
            Host CPU ms/step   {cpu.TotalMilliseconds / latencies.Count,10:0.00}
            Server CPU ms/step {serverCpu.TotalMilliseconds / latencies.Count,10:0.00}
            Driver CPU ms/step {driverCpu.TotalMilliseconds / latencies.Count,10:0.00}
            bytes/step         {(double)bytes / latencies.Count,10:0}
            Host RSS MB        {host.ResidentMegabytes(),10:0}
            ready, new data s  {first.TotalSeconds,10:0.0}
            ready, again s     {again.TotalSeconds,10:0.0}
            """));
        foreach (var (name, count) in countsAfter)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name + "/step",-18} {(double)(count - counts[name]) / latencies.Count,10:0.00}"));
        await host.StopAsync();
        await host.Database.PrintFloorAsync();
        return 0;
    }

    /// <summary>Runs the same loop until the Host's code is compiled; gives the steps a second that it came to.</summary>
    public static async Task<int> WarmUpAsync(StepsSettings settings, HostClient client)
    {
        const int Guess = 400;
        ILoop loop = settings.IsCase ? new CaseLoop(client, settings.Clients) : new BareLoop(client, settings.Clients);
        await loop.PrepareAsync(settings.Warmup * Guess);
        var clock = Stopwatch.StartNew();
        var steps = await new StepsDriver(loop, settings.Clients).RunClosedAsync(TimeSpan.FromSeconds(settings.Warmup));
        return (int)(steps.Count / clock.Elapsed.TotalSeconds * 1.3);
    }
}
