using System.Text.Json;
using GridGov.Workflow.Engine.Activities.Branching;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Flow.Charts;

/// <summary>
/// The counter-based flowchart (elsa-definition-format.md §8.4): visits of activities and connections decide when a join
/// runs; paths not taken are visited without being followed, so that later joins do not wait for them.
/// </summary>
internal readonly struct CounterFlow(IActivityExecution x, FlowGraph graph, FlowchartState state)
{
    /// <summary>Tag of an execution that came in over a backward connection.</summary>
    public const string Backward = "backward";

    public void ChildCompleted(ChildCompletion child)
    {
        if (graph.IsDangling(child.Node))
        {
            throw new ActivityFaultException("flowchart.dangling", $"活动“{child.Node.Id}”从起点“{state.StartActivityId}”无法到达，不能从它继续。");
        }

        foreach (var connection in graph.Outbound(child.Node))
        {
            if (graph.IsBackward(connection) && child.Outcomes.Contains(connection.Port) && !graph.IsValidBackward(connection))
            {
                throw new ActivityFaultException(
                    "flowchart.invalid-back-edge",
                    $"从“{child.Node.Id}”退回“{connection.Target.Id}”的连线不规则：有路径不经过“{connection.Target.Id}”就能到达“{child.Node.Id}”。请修改流程图。");
            }
        }

        // A loser may have begun to wait after the join was queued; cancelled last, so that the join's own way is open already.
        var scheduled = Follow(child.Node, child.Outcomes, string.Equals(child.Tag, Backward, StringComparison.Ordinal));
        if (IsJoin(child.Node) && ModeOf(child.Node) == "WaitAny") CancelAncestors(child.Node);
        if (!scheduled) CompleteIfDone();
    }

    public void ChildCanceled(ActivityNode child)
    {
        if (!graph.IsDangling(child)) Follow(child, [], cameBackward: false);
        CompleteIfDone();
    }

    // Returns true when something was scheduled.
    private bool Follow(ActivityNode activity, IReadOnlyList<string> outcomes, bool cameBackward)
    {
        if (!cameBackward) state.ActivityVisits[activity.Id] = Visits(activity) + 1;
        var scheduled = false;
        foreach (var connection in graph.Outbound(activity))
        {
            var followed = outcomes.Contains(connection.Port);
            state.ConnectionVisits[connection.Key] = new ConnectionVisit(state.ConnectionVisits.GetValueOrDefault(connection.Key).Count + 1, followed);
            if (!graph.IsBackward(connection))
            {
                scheduled |= Arrive(connection);
            }
            else if (followed)
            {
                x.Schedule(connection.Target, tag: Backward);
                scheduled = true;
            }
        }

        return scheduled;
    }

    private bool Arrive(FlowConnection connection)
    {
        var target = connection.Target;
        var mode = IsJoin(target) ? ModeOf(target) : "WaitAllActive";
        if (mode == "WaitAny")
        {
            var visit = state.ConnectionVisits[connection.Key];
            if (visit.Count <= Visits(target) || x.IsQueued(target)) return false;
            if (visit.Followed)
            {
                x.Schedule(target);
                CancelAncestors(target);
                return true;
            }
        }

        var visits = Visits(target);
        var any = false;
        var all = true;
        foreach (var inbound in graph.ForwardInbound(target))
        {
            var visit = state.ConnectionVisits.GetValueOrDefault(inbound.Key);
            if (visit.Count <= visits) return false;
            any |= visit.Followed;
            all &= visit.Followed;
        }

        var runs = mode switch { "WaitAll" => all, "WaitAny" => false, _ => any };
        if (runs)
        {
            x.Schedule(target);
            return true;
        }

        // A WaitAny join of which one connection was followed has run or is about to run.
        return !(mode == "WaitAny" && any) && Follow(target, [], cameBackward: false);
    }

    private void CancelAncestors(ActivityNode join)
    {
        var ancestors = graph.Ancestors(join);
        x.CancelChildren(ancestors.Contains);
    }

    private void CompleteIfDone()
    {
        if (!x.HasPendingChildren && !x.HasFaultedChildren) x.Complete();
    }

    private int Visits(ActivityNode activity) => state.ActivityVisits.GetValueOrDefault(activity.Id);

    private static bool IsJoin(ActivityNode node) => node.Activity is FlowJoin;

    private string ModeOf(ActivityNode join)
    {
        if (!join.Inputs.TryGetValue("mode", out var mode)) return "WaitAny";
        var value = x.Evaluate(mode.Expression, "String");
        return value.ValueKind == JsonValueKind.String ? FlowJoinModes.Normalise(value.GetString()!) : "WaitAny";
    }
}

/// <summary>Join modes by name, in any case.</summary>
internal static class FlowJoinModes
{
    public static string Normalise(string mode)
    {
        foreach (var known in (ReadOnlySpan<string>)["WaitAll", "WaitAllActive", "WaitAny"])
        {
            if (string.Equals(known, mode, StringComparison.OrdinalIgnoreCase)) return known;
        }

        throw new ActivityFaultException("join.mode", $"汇合方式“{mode}”（mode）不正确；允许：WaitAll、WaitAllActive、WaitAny。");
    }
}
