using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Triggers;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>Three nodes over one database, the people who use them, and everything that goes wrong; a seed decides all of it.</summary>
internal sealed class SimWorld : IDisposable
{
    private const int Nodes = 3;
    private const int MaxIdleRounds = 400;
    private const int MaxSteps = 400_000;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestSweepInterval = TimeSpan.FromMinutes(10);

    // Ends of February, of a year and of days with a change of the clock, in China and elsewhere.
    private static readonly string[] Epochs =
    [
        "2024-02-28T15:58:00Z", "2024-02-29T15:57:00Z", "2100-02-28T15:59:00Z", "2025-12-31T15:56:00Z", "1991-04-13T17:58:00Z", "1991-09-14T16:58:00Z",
        "2026-03-29T00:58:00Z", "2026-10-25T00:58:00Z", "2026-11-01T05:58:00Z",
    ];

    private readonly SimFate _fate;
    private readonly bool _sweeps;
    private DateTimeOffset _nextSweep;
    private int _generation = 1;

    public SimWorld(int seed, bool isKind = false, bool sweeps = true, int nodes = Nodes)
    {
        Loop = new SeededLoop(seed);
        Time = new SimTime(DateTimeOffset.Parse(Loop.Pick(Epochs), null) + TimeSpan.FromSeconds(Loop.Dice.Next(200)));
        Db = new SimDb(Loop, Time);
        Department = new SimDepartment(Loop);
        Cluster = new SimCluster(this);
        People = new SimPeople(this);
        _fate = new SimFate(this, isKind);
        _sweeps = sweeps;
        PublishTriggers();
        for (var place = 1; place <= nodes; place++) Cluster.Join(place, _generation);
    }

    public SeededLoop Loop { get; }
    public SimTime Time { get; }
    public SimDb Db { get; }
    public SimCluster Cluster { get; }
    public SimDepartment Department { get; }
    public SimPeople People { get; }
    public ScriptPool NoScripts { get; } = new(0);

    /// <summary>True when the net under the signals is there, and timed starts with it.</summary>
    public bool HasSweeps => _sweeps;

    /// <summary>How far the furthest clock ever was ahead of the furthest one behind, at whatever times.</summary>
    public TimeSpan ClockSpread => _furthestAhead - _furthestBehind;
    private TimeSpan _furthestAhead;
    private TimeSpan _furthestBehind;

    /// <summary>What was found to be wrong.</summary>
    public List<string> Violations { get; } = [];

    public void Note(string line) => Loop.Trace.Write(Time.Now, line);

    /// <summary>Lets the world go wrong for a while, then heals it and lets it come to rest, and judges.</summary>
    public void Run()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (People.ActsLeft > 0) TakeStep();
            for (var i = Loop.Dice.Next(800); i > 0; i--) TakeStep();
            _fate.Heal();
            ComeToRest();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        Violations.AddRange(new SimJudge(this).FindViolations());
        foreach (var row in Db.Select("SELECT hex(Hash) FROM Journal ORDER BY InstanceId, Sequence")) Loop.Trace.Mix(Convert.FromHexString(row[0]));
    }

    public void SetClock(SimNode node, TimeSpan ahead)
    {
        Note($"the clock of {node.Name} jumps by {ahead}");
        node.Clock.Ahead += ahead;
        if (node.Clock.Ahead > _furthestAhead) _furthestAhead = node.Clock.Ahead;
        if (node.Clock.Ahead < _furthestBehind) _furthestBehind = node.Clock.Ahead;
    }

    /// <summary>Starts another process where there are fewer than there should be.</summary>
    public void StartMissing()
    {
        while (Cluster.Members().Count < Nodes)
        {
            var place = Enumerable.Range(1, Nodes).First(candidate => !Cluster.Members().Exists(node => node.SiloAddress.Endpoint.Port == candidate));
            Note($"node-{place}.{_generation + 1} starts");
            Cluster.Join(place, ++_generation);
        }
    }

    public void Sweep(SimNode node)
    {
        _nextSweep = Time.Now + SweepInterval;
        node.Sweep();
    }

    public void Dispose() => Db.Dispose();

    private void PublishTriggers()
    {
        _nextSweep = Time.Now + SweepInterval;
        var clock = new SimTime.NodeClock(Time);
        using var db = Db.Judge.Open();
        var index = new TriggerIndex(Db.Judge, null!, new SystemBusinessClock(clock));
        var at = (Time.Now + TimeSpan.FromSeconds(30)).ToString("O");
        index.ReplaceAsync(db, SimCore.Alarm, SimCore.Instance.HashOf(SimCore.Alarm), [new("alarm", StartTriggerKind.Event, "Alarm")], default).GetAwaiter().GetResult();
        if (_sweeps) index.ReplaceAsync(db, SimCore.Once, SimCore.Instance.HashOf(SimCore.Once), [new("at", StartTriggerKind.StartAt, at)], default).GetAwaiter().GetResult();
        db.SaveChanges();
    }

    private void TakeStep()
    {
        var dice = Loop.Dice.NextDouble();
        if (dice < 0.006) _fate.Strike();
        else if (dice < 0.012) People.Act();
        else if (dice < 0.03) Time.Advance(TimeSpan.FromMilliseconds(Loop.Dice.Next(1500)));
        else if (!RunOne())
        {
            if (People.ActsLeft > 0 && Loop.Chance(0.3)) People.Act();
            else PassTime(SweepInterval);
        }

        SweepWhenDue(SweepInterval);
    }

    /// <summary>One step of the code of one node, or a group of one node's writer.</summary>
    private bool RunOne()
    {
        if (Loop.Steps > MaxSteps) throw new InvalidOperationException($"No rest after {MaxSteps} steps.");
        var writers = Cluster.Running.Where(node => node.MayWrite).ToList();
        if (writers.Count > 0 && Loop.Chance(0.3))
        {
            var node = Loop.Pick(writers);
            Loop.Trace.Mix(-1, Cluster.Running.ToList().IndexOf(node));
            node.Write();
            return true;
        }

        if (Loop.RunOne()) return true;
        if (writers.Count == 0) return false;
        Loop.Pick(writers).Write();
        return true;
    }

    private void PassTime(TimeSpan interval)
    {
        var next = Time.NextDue is { } due && (due < _nextSweep || !_sweeps) ? due : _nextSweep;
        if (!_sweeps && Time.NextDue is null) next = Time.Now + interval;
        if (next > Time.Now) Time.Advance(next - Time.Now);
    }

    private void SweepWhenDue(TimeSpan interval)
    {
        if (!_sweeps || Time.Now < _nextSweep) return;
        _nextSweep = Time.Now + interval;
        var able = Cluster.Members().FindAll(node => !node.Lane.IsStalled);
        if (able.Count > 0) Loop.Pick(able).Sweep();
    }

    private void ComeToRest()
    {
        var (interval, seen) = (SweepInterval, -1);
        for (var round = 0; round < MaxIdleRounds; round++)
        {
            while (RunOne()) SweepWhenDue(interval);
            if (Loop.Steps != seen)
            {
                seen = Loop.Steps;
                if (People.IsDone && IsAtRest()) return;
                if (People.Help())
                {
                    interval = SweepInterval;
                    continue;
                }
            }

            PassTime(interval);
            if (Time.Now < _nextSweep) continue;
            if (interval < LongestSweepInterval) interval *= 1.5;
            SweepWhenDue(interval);
        }

        Violations.Add($"the world does not come to rest: {Unrest()}");
    }

    private bool IsAtRest() => Unrest().Length == 0;

    private string Unrest() => Db.Read(db =>
    {
        List<string> left =
        [
            .. db.Instances.Where(row => row.Status != WorkflowStatus.Finished).Select(row => "instance " + row.Id),
            .. db.Outbox.Where(row => row.Status == OutboxStatus.Pending).Select(row => "effect " + row.Key),
            .. db.Events.Where(row => !row.Settled).Select(row => "event " + row.Id),
            .. db.Triggers.Where(row => row.NextAt != null).Select(row => "trigger " + row.DefinitionId),
        ];
        if (!People.IsDone) left.Add("people who wait for an answer");
        return string.Join(", ", left);
    });
}
