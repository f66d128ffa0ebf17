using GridGov.Workflow.Engine.Activities.Branching;
using GridGov.Workflow.Engine.Activities.Flow.Charts;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Execution.Migration;

/// <summary>
/// Counters and tokens of a flowchart, as they stand in another drawing of it. What was passed stays passed; a way that begins
/// behind the running steps counts as not taken, so that no join waits for it (elsa-definition-format.md §8.4, §8.5).
/// </summary>
internal sealed class FlowMarks
{
    private readonly FlowchartPlan _plan;
    private readonly FlowGraph _graph;
    private readonly IReadOnlyCollection<ActivityNode> _live;
    private readonly HashSet<ActivityNode> _coming;
    private readonly ICollection<RefusalDetail> _faults;
    private readonly FlowchartState _state;

    private FlowMarks(FlowchartPlan plan, FlowchartState state, IReadOnlyCollection<ActivityNode> live, ICollection<RefusalDetail> faults)
    {
        (_plan, _state, _live, _faults) = (plan, state, live, faults);
        _graph = plan.From(state.StartActivityId);
        _coming = [.. Progress.AheadOf(_graph, live), .. live];
    }

    /// <summary>The marks in the target.</summary>
    /// <param name="rename">Id in the target of an activity of the source's chart.</param>
    /// <param name="live">Running children, as activities of the target.</param>
    public static FlowchartState Move(
        FlowchartPlan from, FlowchartPlan to, FlowchartState state, FlowchartMode mode, Func<string, string> rename,
        IReadOnlyCollection<ActivityNode> live, ICollection<RefusalDetail> faults)
    {
        var moved = new FlowchartState { StartActivityId = StartIn(from, to, state.StartActivityId, rename) };
        foreach (var (id, count) in state.ActivityVisits)
        {
            if (to.ById.ContainsKey(rename(id))) moved.ActivityVisits[rename(id)] = count;
        }

        var kept = to.Connections.Select(connection => connection.Key).ToHashSet(StringComparer.Ordinal);
        var before = from.From(state.StartActivityId);
        var forward = new HashSet<string>(StringComparer.Ordinal);
        foreach (var connection in from.Connections)
        {
            var key = $"{rename(connection.Source.Id)}:{connection.Port}->{rename(connection.Target.Id)}";
            if (!before.IsBackward(connection)) forward.Add(key);
            if (kept.Contains(key) && state.ConnectionVisits.TryGetValue(connection.Key, out var visit)) moved.ConnectionVisits[key] = visit;
        }

        foreach (var token in state.Tokens) moved.Tokens.Add(token with { From = rename(token.From), To = rename(token.To) });
        var marks = new FlowMarks(to, moved, live, faults);
        marks.FindUnreachable();
        if (mode == FlowchartMode.TokenBased)
        {
            marks.SettleTokens();
        }
        else
        {
            marks.SettleCounters(forward);
            marks.FindEnabled(Enabled(from, before, state).Select(node => rename(node.Id)).ToHashSet(StringComparer.Ordinal));
        }

        return moved;
    }

    /// <summary>Where the chart began, in the target's terms: its own start, unless a trigger had chosen another.</summary>
    public static string StartIn(FlowchartPlan from, FlowchartPlan to, string startId, Func<string, string> rename) =>
        string.Equals(startId, from.Start?.Id, StringComparison.Ordinal) && to.Start is { } start ? start.Id : rename(startId);

    private void FindUnreachable()
    {
        foreach (var node in _live)
        {
            if (_graph.IsDangling(node)) _faults.Add(MigrationTexts.Unreachable(node));
        }
    }

    // A forward connection stands level with its target (not come yet in this round), or one before it (come).
    private void SettleCounters(HashSet<string> wasForward)
    {
        foreach (var connection in _plan.Connections)
        {
            if (_graph.IsBackward(connection)) continue;
            var target = connection.Target;
            var visits = Visits(target);
            var count = _state.ConnectionVisits.GetValueOrDefault(connection.Key).Count;
            if (_coming.Contains(connection.Source))
            {
                if (!wasForward.Contains(connection.Key) && count != visits) _state.ConnectionVisits[connection.Key] = new ConnectionVisit(visits, Followed: false);
            }
            else if (_coming.Contains(target) && count <= visits)
            {
                _state.ConnectionVisits[connection.Key] = new ConnectionVisit(visits + 1, Followed: false);
                if (!_live.Contains(target) && WaitsForAll(target)) _faults.Add(MigrationTexts.Join(target, connection.Source));
            }
            else if (!wasForward.Contains(connection.Key) && count != visits)
            {
                _state.ConnectionVisits[connection.Key] = new ConnectionVisit(visits, Followed: false);
            }
        }
    }

    private void FindEnabled(HashSet<string> before)
    {
        foreach (var node in Enabled(_plan, _graph, _state))
        {
            if (!_live.Contains(node) && !before.Contains(node.Id)) _faults.Add(MigrationTexts.Enabled(node));
        }
    }

    private void SettleTokens()
    {
        // Blocks belong to a round of a race; where their connection is gone they hold up nothing.
        _state.Tokens.RemoveAll(token => token.Blocked && !_plan.Connections.Any(connection => Matches(token, connection)));
        var running = _live.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var token in _state.Tokens)
        {
            if (token.Blocked || running.Contains(token.To) || _plan.Connections.Any(connection => Matches(token, connection))) continue;
            _faults.Add(MigrationTexts.Token(token.From, token.Outcome, token.To));
        }

        foreach (var target in _plan.Activities)
        {
            if (!_coming.Contains(target) || _live.Contains(target)) continue;
            var inbound = Merges(target);
            if (inbound.Count < 2) continue;
            foreach (var connection in inbound)
            {
                if (!_coming.Contains(connection.Source) && !_state.Tokens.Exists(token => !token.Blocked && Matches(token, connection)))
                    _faults.Add(MigrationTexts.Join(target, connection.Source));
            }
        }
    }

    private IReadOnlyList<FlowConnection> Merges(ActivityNode target)
    {
        if (target.Activity is FlowJoin) return WaitsForAll(target) || Mode(target) == "WaitAllActive" ? _graph.ForwardInbound(target) : [];
        return _plan.MergeModeOf(target) switch
        {
            MergeMode.Merge => _graph.ForwardInbound(target),
            MergeMode.Converge => _graph.Inbound(target),
            _ => [],
        };
    }

    private int Visits(ActivityNode node) => _state.ActivityVisits.GetValueOrDefault(node.Id);

    private static IEnumerable<ActivityNode> Enabled(FlowchartPlan plan, FlowGraph graph, FlowchartState state) => plan.Activities.Where(node =>
    {
        var inbound = graph.ForwardInbound(node);
        return !inbound.IsEmpty && inbound.All(connection =>
            state.ConnectionVisits.GetValueOrDefault(connection.Key).Count > state.ActivityVisits.GetValueOrDefault(node.Id));
    });

    // A computed mode may turn out to wait for all.
    private static bool WaitsForAll(ActivityNode node) => node.Activity is FlowJoin && Mode(node) is null or "WaitAll";

    private static string? Mode(ActivityNode join) => ConstantNames.Read(join.Json.Member("mode")) switch
    {
        null => null,
        { Count: 0 } => "WaitAny",
        var names => string.Equals(names.First(), "WaitAny", StringComparison.OrdinalIgnoreCase) ? "WaitAny"
            : string.Equals(names.First(), "WaitAllActive", StringComparison.OrdinalIgnoreCase) ? "WaitAllActive" : "WaitAll",
    };

    private static bool Matches(FlowToken token, FlowConnection connection) =>
        string.Equals(token.From, connection.Source.Id, StringComparison.Ordinal)
        && string.Equals(token.To, connection.Target.Id, StringComparison.Ordinal)
        && string.Equals(token.Outcome, connection.Port, StringComparison.Ordinal);
}
