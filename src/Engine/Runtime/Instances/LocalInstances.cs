using System.Collections.Concurrent;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Instances of this process without Orleans: a slot with a turn lock per instance. For tests, tools and benchmarks.</summary>
internal sealed class LocalInstances(InstanceServices services, int maxResident = 10_000) : IWorkflowInstances
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    public Task<StimulusReply> DeliverAsync(string instanceId, string? contentHash, Stimulus stimulus) =>
        TurnAsync(instanceId, processor => processor.DeliverAsync(contentHash, stimulus));

    public Task<int> RunDueTimersAsync(string instanceId, DateTimeOffset now) =>
        TurnAsync(instanceId, processor => processor.RunDueTimersAsync(now));

    public Task<HumanTask?> FindTaskAsync(string instanceId, string taskId) =>
        Task.FromResult(_slots.TryGetValue(instanceId, out var slot) ? slot.Processor.FindTask(taskId) : null);

    /// <summary>Forgets all resident instances, as a restart would.</summary>
    public void Unload() => _slots.Clear();

    private async Task<T> TurnAsync<T>(string instanceId, Func<InstanceProcessor, Task<T>> turn)
    {
        // Dropping a slot in use is safe: the burst number fences the older processor.
        if (_slots.Count >= maxResident) Unload();
        var slot = _slots.GetOrAdd(instanceId, id => new Slot(new InstanceProcessor(id, services)));
        await slot.Turn.WaitAsync();
        try
        {
            return await turn(slot.Processor);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    // The semaphore is used without its wait handle, so there is nothing to dispose.
    private sealed record Slot(InstanceProcessor Processor)
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
    }
}
