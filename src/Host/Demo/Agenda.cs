namespace GridGov.Workflow.Host.Demo;

/// <summary>Something planned about a case.</summary>
/// <param name="Act">What is done; null only looks at the case.</param>
/// <param name="IsReport">True when it brings the case in.</param>
internal sealed record Plan(CaseStory Story, Func<Task>? Act, bool IsReport = false);

/// <summary>What the actors are going to do, in order of virtual time; equal times in the order of planning. Thread-safe.</summary>
internal sealed class Agenda
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Plan, (DateTimeOffset At, int Case, long Number)> _queue = new();
    private long _planned;

    /// <summary>The time of the next plan, or null when there is none.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            lock (_gate) return _queue.TryPeek(out _, out var priority) ? priority.At : null;
        }
    }

    public void Add(DateTimeOffset at, Plan plan)
    {
        // By case first: cases run side by side, so their common order of planning is not the same in each run.
        lock (_gate) _queue.Enqueue(plan, (at, plan.Story.Index, _planned++));
    }

    /// <summary>Takes everything off that is planned for the next instant.</summary>
    public IReadOnlyList<Plan> TakeInstant()
    {
        lock (_gate)
        {
            var taken = new List<Plan>();
            if (!_queue.TryPeek(out _, out var first)) return taken;
            while (_queue.TryPeek(out _, out var next) && next.At == first.At) taken.Add(_queue.Dequeue());
            return taken;
        }
    }
}
