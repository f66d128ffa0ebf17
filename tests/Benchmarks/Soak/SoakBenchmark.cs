using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Benchmarks.Steps;

namespace GridGov.Workflow.Benchmarks.Soak;

/// <summary>A long run at a fixed rate: what grows, and whether it should (reliability test G35).</summary>
internal static class SoakBenchmark
{
    public static async Task<int> RunAsync(SoakSettings settings)
    {
        await using var host = await HostUnderTest.CreateAsync(settings.Database);
        await host.StartAsync();
        using var client = new HostClient(host.Address);
        var load = new OpenLoad(new JourneyLoop(client));
        Machine.Print();
        Console.WriteLine($"Host over HTTP, {host.Database.Name}; {settings.Rate} steps/s for {settings.Minutes} min, cases from report to passed verification");
        Console.WriteLine("    min     steps  turned away   p50 ms   p99 ms   RSS MB   heap MB   handles   threads   database MB   bytes/step");
        var samples = new List<Sample>();
        var clock = Stopwatch.StartNew();
        var (running, from) = (load.RunAsync(settings.Rate, TimeSpan.FromMinutes(settings.Minutes)), host.Database.BytesOnDisk());
        for (var (next, steps) = (1, 0L); clock.Elapsed < TimeSpan.FromMinutes(settings.Minutes); next++)
        {
            var wait = TimeSpan.FromSeconds((double)next * settings.Every) - clock.Elapsed;
            if (await Task.WhenAny(running, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, TimeProvider.System)) == running) await running;
            var (window, process, bytes) = (load.Take(), await ProcessLook.TakeAsync(host), host.Database.BytesOnDisk());
            steps += window.Latencies.Count;
            var sample = new Sample(clock.Elapsed, window, process, bytes);
            samples.Add(sample);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{sample.At.TotalMinutes,7:0.0}{steps,10}{window.TurnedAway,13}{sample.P50,9:0.0}{sample.P99,9:0.0}{process.ResidentMegabytes,9:0}{process.HeapMegabytes,10:0.0}{process.Handles,10}{process.Threads,10}{bytes / 1048576,14}{(double)(bytes - from) / Math.Max(1, steps),13:0}"));
        }

        await running;
        await load.DrainAsync();
        PrintSlopes(samples);
        return 0;
    }

    /// <summary>Straight lines through the second half of the samples, when code is compiled and caches are full.</summary>
    private static void PrintSlopes(List<Sample> samples)
    {
        List<Sample> settled = [.. samples.Skip(samples.Count / 2)];
        if (settled.Count < 3)
        {
            Console.WriteLine("Too few samples for slopes: at least 3 in the second half, so 6 in all.");
            return;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slope an hour over the last {settled.Count} samples: ")
            + Slope(settled, sample => sample.Process.ResidentMegabytes, "MB RSS") + ", " + Slope(settled, sample => sample.Process.HeapMegabytes, "MB heap") + ", "
            + Slope(settled, sample => sample.Process.Handles, "handles") + ", " + Slope(settled, sample => sample.Process.Threads, "threads") + ", "
            + Slope(settled, sample => sample.Bytes / 1048576.0, "MB database") + ", " + Slope(settled, sample => sample.P50, "ms p50") + ", " + Slope(settled, sample => sample.P99, "ms p99"));
    }

    private static string Slope(List<Sample> samples, Func<Sample, double> value, string unit)
    {
        var (meanAt, mean) = (samples.Average(sample => sample.At.TotalHours), samples.Average(value));
        var slope = samples.Sum(sample => (sample.At.TotalHours - meanAt) * (value(sample) - mean)) / samples.Sum(sample => Math.Pow(sample.At.TotalHours - meanAt, 2));
        return string.Create(CultureInfo.InvariantCulture, $"{slope:+0.0;-0.0;0} {unit}");
    }

    private sealed record Sample(TimeSpan At, LoadWindow Window, ProcessLook Process, long Bytes)
    {
        public double P50 => Percentiles.Of(Window.Latencies, 0.5);
        public double P99 => Percentiles.Of(Window.Latencies, 0.99);
    }
}
