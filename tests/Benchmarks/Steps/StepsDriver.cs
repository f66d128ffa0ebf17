using System.Diagnostics;
using System.Threading.Channels;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>Runs clients over a loop for a time and keeps the latencies in milliseconds.</summary>
internal sealed class StepsDriver(ILoop loop, int clients)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>True when the instances were used up before the time.</summary>
    public bool RanDry { get; private set; }

    /// <summary>Closed loop: each client sends its next step when the last one is answered.</summary>
    public async Task<List<double>> RunClosedAsync(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var latencies = new List<double>();
            var walker = loop.Take();
            while (walker is not null && clock.Elapsed < time)
            {
                var sent = Stopwatch.GetTimestamp();
                if (await walker.StepAsync()) latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                else walker = loop.Take();
            }

            RanDry |= walker is null;
            return latencies;
        })));
        return [.. all.SelectMany(list => list)];
    }

    /// <summary>Open loop: steps come at their times; latency counts from then, so a Host that falls behind is seen.</summary>
    public async Task<List<double>> RunOpenAsync(TimeSpan time, int rate)
    {
        var due = Channel.CreateUnbounded<long>();
        var workers = Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var latencies = new List<double>();
            var walker = loop.Take();
            await foreach (var at in due.Reader.ReadAllAsync())
            {
                while (walker is not null && !await walker.StepAsync()) walker = loop.Take();
                if (walker is null) break;
                latencies.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }

            RanDry |= walker is null;
            return latencies;
        })).ToList();

        var start = Stopwatch.GetTimestamp();
        var interval = (double)Stopwatch.Frequency / rate;
        for (long n = 0; ;)
        {
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed >= time) break;
            for (; start + (n * interval) <= Stopwatch.GetTimestamp(); n++) due.Writer.TryWrite(start + (long)(n * interval));
            await Task.Delay(Tick, TimeProvider.System);
        }

        due.Writer.Complete();
        return [.. (await Task.WhenAll(workers)).SelectMany(list => list)];
    }
}
