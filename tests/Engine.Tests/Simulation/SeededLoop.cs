namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>
/// One thread for all nodes. Which of the ready steps comes next is thrown with seeded dice, so a seed is a schedule, and the same seed is
/// the same schedule.
/// </summary>
internal sealed class SeededLoop(int seed)
{
    private readonly List<Lane> _lanes = [];
    private readonly List<Lane> _runnable = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public Random Dice { get; } = new(seed);
    public ScheduleTrace Trace { get; } = new();
    public int Steps { get; private set; }

    public Lane AddLane(string name)
    {
        var lane = new Lane(this, name);
        _lanes.Add(lane);
        return lane;
    }

    public void Kill(Lane lane)
    {
        _lanes.Remove(lane);
        lane.Die();
    }

    public bool Chance(double probability) => probability > 0 && Dice.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> list) => list[Dice.Next(list.Count)];

    /// <summary>Runs one step of one lane that is ready.</summary>
    /// <returns>False when none is.</returns>
    public bool RunOne()
    {
        _runnable.Clear();
        foreach (var lane in _lanes)
        {
            if (lane is { IsStalled: false, Ready: > 0 }) _runnable.Add(lane);
        }

        if (_runnable.Count == 0) return false;
        var chosen = Pick(_runnable);
        var index = Dice.Next(chosen.Ready);
        Steps++;
        Trace.Mix(_lanes.IndexOf(chosen), index);
        chosen.RunOne(index);
        return true;
    }

    /// <summary>A step that was queued from elsewhere left the one thread, and with it the schedule.</summary>
    public void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException($"Code of the engine went to another thread and came back:{Environment.NewLine}{Environment.StackTrace}");
    }
}
