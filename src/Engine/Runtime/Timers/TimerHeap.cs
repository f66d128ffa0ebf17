namespace GridGov.Workflow.Engine.Runtime.Timers;

/// <summary>Timers that this node watches, nearest first. Each bookmark is held once. Thread-safe.</summary>
internal sealed class TimerHeap
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<(string BookmarkId, string InstanceId), DateTimeOffset> _heap = new();
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_lock) return _held.Count;
        }
    }

    /// <returns>True when it is the nearest now, so that whoever sleeps must look again.</returns>
    public bool Add(string bookmarkId, string instanceId, DateTimeOffset dueAt)
    {
        lock (_lock)
        {
            if (!_held.Add(bookmarkId)) return false;
            _heap.Enqueue((bookmarkId, instanceId), dueAt);
            return string.Equals(_heap.Peek().BookmarkId, bookmarkId, StringComparison.Ordinal);
        }
    }

    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock) return _heap.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>Takes timers due at <paramref name="now"/>: their instances, each once.</summary>
    public List<string> TakeDue(DateTimeOffset now, int most)
    {
        var instances = new List<string>();
        lock (_lock)
        {
            while (instances.Count < most && _heap.TryPeek(out var timer, out var due) && due <= now)
            {
                _heap.Dequeue();
                _held.Remove(timer.BookmarkId);
                if (!instances.Contains(timer.InstanceId, StringComparer.Ordinal)) instances.Add(timer.InstanceId);
            }
        }

        return instances;
    }
}
