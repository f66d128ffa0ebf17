using System.Collections.Concurrent;
using System.Diagnostics;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>
/// Steps that come at their times whether or not the Host keeps up, on as many cases as it takes: a step that finds no case at rest
/// reports a new one. What was turned away is sent again by a later step.
/// </summary>
internal sealed class OpenLoad(JourneyLoop loop)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly ConcurrentQueue<JourneyWalker> _atRest = new();
    private readonly Lock _lock = new();
    private LoadWindow _window = new();
    private int _inFlight;
    private Exception? _fault;

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>What came back since the last call.</summary>
    public LoadWindow Take()
    {
        lock (_lock)
        {
            var taken = _window;
            _window = new LoadWindow();
            taken.Latencies.Sort();
            taken.Reports.Sort();
            return taken;
        }
    }

    /// <summary>Sends so many steps a second for a time; returns when the last was sent.</summary>
    /// <exception cref="InvalidOperationException">A step was answered with something else than success or 429.</exception>
    public async Task RunAsync(double rate, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var interval = Stopwatch.Frequency / rate;
        for (long n = 0; Stopwatch.GetElapsedTime(start) < time;)
        {
            for (; start + (long)(n * interval) <= Stopwatch.GetTimestamp(); n++)
            {
                Interlocked.Increment(ref _inFlight);
                var due = start + (long)(n * interval);
                _ = Task.Run(() => StepAsync(due));
            }

            if (Volatile.Read(ref _fault) is { } fault) throw new InvalidOperationException(fault.Message, fault);
            await Task.Delay(Tick, TimeProvider.System);
        }
    }

    /// <summary>Returns when everything that was sent is answered.</summary>
    public async Task DrainAsync()
    {
        while (InFlight > 0) await Task.Delay(Tick, TimeProvider.System);
    }

    private async Task StepAsync(long due)
    {
        try
        {
            var sent = Stopwatch.GetTimestamp();
            var walker = _atRest.TryDequeue(out var rested) ? rested : loop.New();
            var isReport = walker.IsNew;
            var outcome = await walker.TryStepAsync();
            if (outcome == StepOutcome.AtTheEnd)
            {
                (walker, isReport) = (loop.New(), true);
                outcome = await walker.TryStepAsync();
            }

            var latency = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            _atRest.Enqueue(walker);
            lock (_lock)
            {
                if (outcome == StepOutcome.Done) _window.Latencies.Add(latency);
                else _window.TurnedAway++;
                if (outcome == StepOutcome.Done && isReport) _window.Reports.Add(latency);
                _window.DriverLag = Math.Max(_window.DriverLag, Stopwatch.GetElapsedTime(due, sent).TotalMilliseconds);
            }
        }
        catch (Exception e)
        {
            Volatile.Write(ref _fault, e);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}

/// <summary>What came back in a time.</summary>
internal sealed class LoadWindow
{
    /// <summary>Milliseconds from sending to the answer of steps that were done, ascending.</summary>
    public List<double> Latencies { get; } = [];

    /// <summary>Those of them that reported a case, which also puts away personal values and takes a number.</summary>
    public List<double> Reports { get; } = [];
    public int TurnedAway { get; set; }

    /// <summary>Milliseconds by which the driver sent a step too late, at most: its own lack of processor, not the Host's.</summary>
    public double DriverLag { get; set; }
}
