using System.Collections.Concurrent;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>A RunTask in an endless loop: what the engine itself costs.</summary>
internal sealed class BareLoop(HostClient client, int instances) : ILoop
{
    private static readonly byte[] Data = """{"data":{"result":"done"}}"""u8.ToArray();
    private readonly ConcurrentQueue<Walker> _walkers = new();

    public async Task PrepareAsync(int steps)
    {
        await client.PostAsync("/api/definitions/import?publish=true", null, """
            {"id":"bench-loop-v1","definitionId":"bench-loop","name":"bench-loop","version":1,"variables":[],"inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"options":{},
             "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"variables":[],"activities":[
              {"id":"start","type":"Elsa.Start","version":1,"customProperties":{},"metadata":{}},
              {"id":"step","type":"Elsa.RunTask","version":1,"customProperties":{},"metadata":{},"taskName":{"typeName":"String","expression":{"type":"Literal","value":"step"}} }],
              "connections":[{"source":{"activity":"start","port":"Done"},"target":{"activity":"step","port":"In"},"vertices":[]},
                             {"source":{"activity":"step","port":"Done"},"target":{"activity":"step","port":"In"},"vertices":[]}]}}
            """u8.ToArray());
        for (var i = 0; i < instances; i++)
        {
            var reply = await client.PostAsync("/api/definitions/bench-loop/execute", null, "{}"u8.ToArray());
            _walkers.Enqueue(new Walker(client, reply.GetProperty("instanceId").GetString()!));
        }
    }

    public IWalker? Take() => _walkers.TryDequeue(out var walker) ? walker : null;

    private sealed class Walker(HostClient client, string instanceId) : IWalker
    {
        private long _burst = 1;

        public async Task<bool> StepAsync()
        {
            _burst = await client.CompleteAsync(instanceId, _burst, null, Data);
            return true;
        }
    }
}
