using System.Collections.Immutable;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Flow.Charts;

/// <summary>
/// A flowchart as walked from one start: which connections go forward and which back (elsa-definition-format.md §8.4).
/// Immutable; made once per start.
/// </summary>
internal sealed class FlowGraph
{
    private static readonly ImmutableArray<FlowConnection> None = [];
    private readonly Dictionary<ActivityNode, ImmutableArray<FlowConnection>> _outbound;
    private readonly Dictionary<ActivityNode, ImmutableArray<FlowConnection>> _inbound;
    private readonly Dictionary<ActivityNode, ImmutableArray<FlowConnection>> _forwardInbound;
    private readonly Dictionary<ActivityNode, HashSet<ActivityNode>> _ancestors = [];
    private readonly HashSet<FlowConnection> _backward = [];
    private readonly HashSet<FlowConnection> _validBackward = [];
    private readonly ActivityNode? _start;

    public FlowGraph(ImmutableArray<ActivityNode> activities, ImmutableArray<FlowConnection> connections, string startId)
    {
        _start = activities.FirstOrDefault(activity => string.Equals(activity.Id, startId, StringComparison.Ordinal));
        _outbound = Group(connections, connection => connection.Source);
        _inbound = Group(connections, connection => connection.Target);
        var forwardPairs = WalkForward();
        var forward = connections.Where(connection => forwardPairs.Contains((connection.Source, connection.Target))).ToImmutableArray();
        _forwardInbound = Group(forward, connection => connection.Target);
        foreach (var connection in connections)
        {
            if (!forwardPairs.Contains((connection.Source, connection.Target))) _backward.Add(connection);
        }

        foreach (var activity in activities) _ancestors[activity] = FindAncestors(activity);
        foreach (var connection in _backward)
        {
            if (Dominates(connection.Target, connection.Source)) _validBackward.Add(connection);
        }
    }

    public ImmutableArray<FlowConnection> Outbound(ActivityNode activity) => _outbound.GetValueOrDefault(activity, None);

    /// <summary>All inbound connections, backward ones included.</summary>
    public ImmutableArray<FlowConnection> Inbound(ActivityNode activity) => _inbound.GetValueOrDefault(activity, None);

    public ImmutableArray<FlowConnection> ForwardInbound(ActivityNode activity) => _forwardInbound.GetValueOrDefault(activity, None);

    public bool IsBackward(FlowConnection connection) => _backward.Contains(connection);

    /// <summary>True when every forward path from the start to the connection's source passes through its target.</summary>
    public bool IsValidBackward(FlowConnection connection) => _validBackward.Contains(connection);

    /// <summary>An activity that no forward connection reaches from the start.</summary>
    public bool IsDangling(ActivityNode activity) => activity != _start && ForwardInbound(activity).IsEmpty;

    /// <summary>Activities from which forward connections lead to this one.</summary>
    public HashSet<ActivityNode> Ancestors(ActivityNode activity) => _ancestors[activity];

    // Breadth-first over pairs in connection order; a pair that would close a cycle with those accepted so far goes back.
    private HashSet<(ActivityNode, ActivityNode)> WalkForward()
    {
        var accepted = new HashSet<(ActivityNode, ActivityNode)>();
        if (_start is null) return accepted;
        var targets = new Dictionary<ActivityNode, List<ActivityNode>>();
        var seen = new HashSet<(ActivityNode, ActivityNode)>();
        var queue = new Queue<ActivityNode>([_start]);
        while (queue.TryDequeue(out var source))
        {
            foreach (var connection in Outbound(source))
            {
                var target = connection.Target;
                if (!seen.Add((source, target)) || Reaches(targets, target, source)) continue;
                accepted.Add((source, target));
                if (!targets.TryGetValue(source, out var list)) targets[source] = list = [];
                list.Add(target);
                queue.Enqueue(target);
            }
        }

        return accepted;
    }

    private static bool Reaches(Dictionary<ActivityNode, List<ActivityNode>> targets, ActivityNode from, ActivityNode to)
    {
        if (from == to) return true;
        var seen = new HashSet<ActivityNode> { from };
        var stack = new Stack<ActivityNode>([from]);
        while (stack.TryPop(out var at))
        {
            if (!targets.TryGetValue(at, out var next)) continue;
            foreach (var target in next)
            {
                if (target == to) return true;
                if (seen.Add(target)) stack.Push(target);
            }
        }

        return false;
    }

    private HashSet<ActivityNode> FindAncestors(ActivityNode activity)
    {
        var ancestors = new HashSet<ActivityNode>();
        var stack = new Stack<ActivityNode>([activity]);
        while (stack.TryPop(out var at))
        {
            foreach (var connection in ForwardInbound(at))
            {
                if (ancestors.Add(connection.Source)) stack.Push(connection.Source);
            }
        }

        return ancestors;
    }

    // Dominance: without the target the source cannot be reached from the start any more.
    private bool Dominates(ActivityNode target, ActivityNode source)
    {
        if (target == source || target == _start) return true;
        if (_start is null || !(_start == source || _ancestors[source].Contains(_start))) return false;
        var seen = new HashSet<ActivityNode> { source };
        var stack = new Stack<ActivityNode>([source]);
        while (stack.TryPop(out var at))
        {
            if (at == _start) return false;
            foreach (var connection in ForwardInbound(at))
            {
                if (connection.Source != target && seen.Add(connection.Source)) stack.Push(connection.Source);
            }
        }

        return true;
    }

    private static Dictionary<ActivityNode, ImmutableArray<FlowConnection>> Group(
        IEnumerable<FlowConnection> connections, Func<FlowConnection, ActivityNode> key) =>
        connections.GroupBy(key).ToDictionary(group => group.Key, group => group.ToImmutableArray());
}
