using System.Collections.Concurrent;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>
/// Cases of the shipped lifecycle, brought to the department's desk before. Five steps of each are measured: received, replied,
/// verification failed, replied again, passed. Each closes one task, opens the next, stops one clock and starts another.
/// </summary>
internal sealed class CaseLoop(HostClient client, int clients) : ILoop
{
    private const double Reserve = 1.2;
    private static readonly byte[] Report = """{"channel":"Hotline12345","place":{"gridCode":"410999101001001","text":"东门外二十米"},"description":"井盖破损，夜间有人绊倒。","categoryCode":"C0101","requester":{"name":"周女士","phone":"13900000000"}}"""u8.ToArray();
    private static readonly (string Person, byte[] Body)[] Before =
    [
        ("clerk-01", """{"outcome":"Filed","data":{"standardId":"C0101-1"}}"""u8.ToArray()),
        ("dispatcher-01", """{"outcome":"Assign","data":{"leadUnit":"410999-SW"}}"""u8.ToArray()),
    ];

    private static readonly (string Person, byte[] Body) Reply = ("handler-sw", """{"outcome":"Replied","data":{"result":"Solved","text":"已更换井盖。"}}"""u8.ToArray());
    private static readonly (string Person, byte[] Body)[] Measured =
    [
        ("desk-sw", """{"outcome":"Received","data":{}}"""u8.ToArray()),
        Reply,
        ("worker-01", """{"outcome":"Failed","data":{"note":"现场没有变化","reasonCode":"NotDone","reason":"没有更换"}}"""u8.ToArray()),
        Reply,
        ("worker-01", """{"outcome":"Passed","data":{"note":"现场已恢复"}}"""u8.ToArray()),
    ];

    private readonly ConcurrentQueue<Walker> _cases = new();

    public async Task PrepareAsync(int steps)
    {
        var count = (int)(steps * Reserve / Measured.Length) + clients;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = clients }, async (_, _) =>
        {
            var instanceId = (await client.PostAsync("/api/cases", "clerk-01", Report)).GetProperty("instanceId").GetString()!;
            long burst = 1;
            foreach (var (person, body) in Before) burst = await client.CompleteAsync(instanceId, burst, person, body);
            _cases.Enqueue(new Walker(client, instanceId, burst));
        });
    }

    public IWalker? Take() => _cases.TryDequeue(out var walker) ? walker : null;

    private sealed class Walker(HostClient client, string instanceId, long burst) : IWalker
    {
        private long _burst = burst;
        private int _next;

        public async Task<bool> StepAsync()
        {
            if (_next == Measured.Length) return false;
            var (person, body) = Measured[_next++];
            _burst = await client.CompleteAsync(instanceId, _burst, person, body);
            return true;
        }
    }
}
