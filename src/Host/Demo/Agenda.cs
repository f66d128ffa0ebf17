namespace GridGov.Workflow.Host.Demo;

/// <summary>What the actors are going to do, in order of virtual time; equal times in the order of planning.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, long Number)> _queue = new();
    private long _planned;

    public int Count => _queue.Count;

    public void Plan(DateTimeOffset at, Func<Task> action) => _queue.Enqueue(action, (at, _planned++));

    /// <summary>The time of the next action, or null when nothing is planned.</summary>
    public DateTimeOffset? NextAt => _queue.TryPeek(out _, out var priority) ? priority.At : null;

    /// <summary>Takes the next action off.</summary>
    public Func<Task> Take() => _queue.Dequeue();
}
