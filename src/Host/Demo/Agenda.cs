namespace GridGov.Workflow.Host.Demo;

/// <summary>
/// What the actors are going to do, in order of virtual time. Things of one lane happen one after the other in the order of
/// planning; lanes at the same instant are independent and run side by side. Thread-safe.
/// </summary>
internal sealed class Agenda
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(int Lane, Func<Task> Action), (DateTimeOffset At, long Number)> _queue = new();
    private long _planned;

    /// <summary>The time of the next action, or null when nothing is planned.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            lock (_gate) return _queue.TryPeek(out _, out var priority) ? priority.At : null;
        }
    }

    /// <param name="at">When.</param>
    /// <param name="lane">A case's own number; what must not run side by side shares a lane.</param>
    /// <param name="action">What.</param>
    public void Plan(DateTimeOffset at, int lane, Func<Task> action)
    {
        lock (_gate) _queue.Enqueue((lane, action), (at, _planned++));
    }

    /// <summary>Takes everything off that is planned for the next instant, by lane.</summary>
    public IReadOnlyList<IReadOnlyList<Func<Task>>> TakeInstant()
    {
        lock (_gate)
        {
            if (!_queue.TryPeek(out _, out var first)) return [];
            var taken = new List<(int Lane, Func<Task> Action)>();
            while (_queue.TryPeek(out _, out var next) && next.At == first.At) taken.Add(_queue.Dequeue());
            return [.. taken.GroupBy(item => item.Lane).Select(lane => (IReadOnlyList<Func<Task>>)[.. lane.Select(item => item.Action)])];
        }
    }
}
