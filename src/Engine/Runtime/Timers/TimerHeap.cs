namespace GridGov.Workflow.Engine.Runtime.Timers;

/// <summary>
/// When this node wakes which instance, nearest first. A time that an instance has moved away from stays, and wakes it for nothing.
/// Thread-safe.
/// </summary>
internal sealed class TimerHeap
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<string, DateTimeOffset> _heap = new();
    private readonly HashSet<(string InstanceId, DateTimeOffset DueAt)> _held = [];

    public int Count
    {
        get
        {
            lock (_lock) return _held.Count;
        }
    }

    /// <returns>True when it is the nearest now, so that whoever sleeps must look again.</returns>
    public bool Add(string instanceId, DateTimeOffset dueAt)
    {
        lock (_lock)
        {
            if (!_held.Add((instanceId, dueAt))) return false;
            var isNearest = !_heap.TryPeek(out _, out var nearest) || dueAt < nearest;
            _heap.Enqueue(instanceId, dueAt);
            return isNearest;
        }
    }

    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock) return _heap.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>Takes what is due at <paramref name="now"/>: instances, each once.</summary>
    public List<string> TakeDue(DateTimeOffset now, int most)
    {
        var instances = new List<string>();
        lock (_lock)
        {
            while (instances.Count < most && _heap.TryPeek(out var instanceId, out var due) && due <= now)
            {
                _heap.Dequeue();
                _held.Remove((instanceId, due));
                if (!instances.Contains(instanceId, StringComparer.Ordinal)) instances.Add(instanceId);
            }
        }

        return instances;
    }
}
