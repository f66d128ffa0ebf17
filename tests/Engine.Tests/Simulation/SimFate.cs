namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>What goes wrong, and how much of it in this run.</summary>
internal sealed class SimFate
{
    private static readonly TimeSpan[] Jumps =
    [
        TimeSpan.FromHours(1), -TimeSpan.FromHours(1), TimeSpan.FromMinutes(4), -TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(2), -TimeSpan.FromSeconds(2),
    ];

    private readonly SimWorld _world;
    private readonly bool _isKind;
    private readonly List<SimNode> _unnoticed = [];

    public SimFate(SimWorld world, bool isKind)
    {
        (_world, _isKind) = (world, isKind);
        if (isKind) return;
        var loop = world.Loop;
        double Rate(double most) => loop.Chance(0.6) ? loop.Dice.NextDouble() * most : 0;
        var faults = world.Db.Faults;
        (faults.NotReached, faults.Refused, faults.CommitLost) = (Rate(0.1), Rate(0.1), Rate(0.1));
        (faults.AnswerLost, faults.ReadFails) = (Rate(0.2), Rate(0.03));
        world.Department.Trouble = Rate(0.6);
        world.Cluster.Confusion = Rate(0.06);
    }

    /// <summary>Something happens to one node, or to the time.</summary>
    public void Strike()
    {
        if (_isKind) return;
        var (loop, cluster) = (_world.Loop, _world.Cluster);
        var node = loop.Pick(cluster.Running);
        switch (loop.Dice.Next(9))
        {
            case 0 when !node.Lane.IsStalled && cluster.Running.Count(other => !other.Lane.IsStalled) > 1:
                _world.Note($"{node.Name} stalls");
                node.Lane.IsStalled = true;
                break;
            case 1 or 2 when cluster.Running.FirstOrDefault(other => other.Lane.IsStalled) is { } stalled:
                _world.Note($"{stalled.Name} goes on");
                stalled.Lane.IsStalled = false;
                break;
            case 3 when cluster.Running.Count > 1:
                _world.Note($"{node.Name} dies");
                cluster.Kill(node);
                if (cluster.IsMember(node)) _unnoticed.Add(node);
                break;
            case 4 when _unnoticed.Count > 0:
                Notice();
                break;
            case 4 when cluster.IsMember(node) && cluster.Members().Count > 1:
                _world.Note($"{node.Name} is declared dead{(node.Lane.IsStalled ? " while it stands still" : "")}");
                cluster.Exclude(node);
                break;
            case 5 when cluster.Running.FirstOrDefault(other => !cluster.IsMember(other)) is { } zombie && cluster.Running.Count > 1:
                _world.Note($"{zombie.Name} learns that it is dead");
                cluster.Kill(zombie);
                break;
            case 6:
                _world.StartMissing();
                break;
            case 7:
                _world.SetClock(node, loop.Pick(Jumps));
                break;
            case 8:
                var span = TimeSpan.FromMilliseconds(loop.Dice.Next(30_000));
                _world.Note($"{span} go by in the middle of everything");
                _world.Time.Advance(span);
                break;
            default:
                _world.Sweep(node);
                break;
        }
    }

    /// <summary>Nothing goes wrong any more; who is not a member leaves, who stood still goes on.</summary>
    public void Heal()
    {
        _world.Note("the world heals");
        var (faults, cluster) = (_world.Db.Faults, _world.Cluster);
        (faults.NotReached, faults.Refused, faults.CommitLost, faults.AnswerLost, faults.ReadFails) = (0, 0, 0, 0, 0);
        (_world.Department.Trouble, cluster.Confusion) = (0, 0);
        Notice();
        foreach (var node in cluster.Running.ToList())
        {
            node.Lane.IsStalled = false;
            node.Clock.Ahead = TimeSpan.Zero;
            if (!cluster.IsMember(node)) cluster.Kill(node);
        }

        _world.StartMissing();
    }

    private void Notice()
    {
        foreach (var node in _unnoticed)
        {
            _world.Note($"the others notice that {node.Name} is dead");
            _world.Cluster.Exclude(node);
        }

        _unnoticed.Clear();
    }
}
