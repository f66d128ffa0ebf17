using System.Collections.Concurrent;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>
/// Cases of the shipped lifecycle, brought to the department's desk before. Five steps of each are measured: received, replied,
/// verification failed, replied again, passed. Each closes one task, opens the next, stops one clock and starts another.
/// </summary>
internal sealed class CaseLoop(HostClient client, int clients) : ILoop
{
    private const double Reserve = 1.2;
    private readonly ConcurrentQueue<Walker> _cases = new();

    public async Task PrepareAsync(int steps)
    {
        var count = (int)(steps * Reserve / CaseSteps.FromDesk.Count) + clients;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = clients }, async (_, _) =>
        {
            var (identity, burst) = await CaseSteps.BringToDeskAsync(client);
            _cases.Enqueue(new Walker(client, identity.InstanceId, burst));
        });
    }

    public IWalker? Take() => _cases.TryDequeue(out var walker) ? walker : null;

    private sealed class Walker(HostClient client, string instanceId, long burst) : IWalker
    {
        private long _burst = burst;
        private int _next;

        public async Task<bool> StepAsync()
        {
            if (_next == CaseSteps.FromDesk.Count) return false;
            var (person, body) = CaseSteps.FromDesk[_next++];
            _burst = await client.CompleteAsync(instanceId, _burst, person, body);
            return true;
        }
    }
}
