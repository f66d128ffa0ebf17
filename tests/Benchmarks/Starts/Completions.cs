using System.Diagnostics;
using GridGov.Workflow.Benchmarks.Steps;
using GridGov.Workflow.Benchmarks.Stored;

namespace GridGov.Workflow.Benchmarks.Starts;

/// <summary>People of a department who receive one waiting case after the other, so many a second; what they wait is counted from the moment at which they ask.</summary>
internal sealed class Completions(HostClient client, IReadOnlyList<CaseIdentity> cases, long burst, int rate)
{
    private readonly Lock _lock = new();
    private List<double> _latencies = [];

    /// <summary>Milliseconds of what was answered since the last call, ascending.</summary>
    public List<double> Take()
    {
        lock (_lock)
        {
            var taken = _latencies;
            _latencies = [];
            taken.Sort();
            return taken;
        }
    }

    /// <summary>Works until it is stopped, and waits for the answers that are missing then.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var sent = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            for (; sent.Count < cases.Count && sent.Count < Stopwatch.GetElapsedTime(start).TotalSeconds * rate;)
                sent.Add(CompleteAsync(cases[sent.Count], start + (long)(sent.Count * (double)Stopwatch.Frequency / rate)));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
        }

        await Task.WhenAll(sent);
    }

    private async Task CompleteAsync(CaseIdentity identity, long due)
    {
        await client.CompleteAsync(identity.InstanceId, burst, CaseSteps.Receive.Person, CaseSteps.Receive.Body);
        var latency = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
        lock (_lock) _latencies.Add(latency);
    }
}
