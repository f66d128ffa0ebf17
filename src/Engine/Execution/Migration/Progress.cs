using GridGov.Workflow.Engine.Activities.Flow;
using GridGov.Workflow.Engine.Activities.Flow.Charts;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Execution.Migration;

/// <summary>
/// What lies behind and before the live children of one container. Only what the drawing makes certain counts: a loop back is no
/// way ahead, since a step that a loop repeats runs again lawfully.
/// </summary>
internal sealed class Progress
{
    /// <summary>Children that have run in this execution of the container, and are not running.</summary>
    public HashSet<ActivityNode> Behind { get; } = [];

    /// <summary>Children that will run after the live ones, unless a decision passes them by.</summary>
    public HashSet<ActivityNode> Ahead { get; } = [];

    /// <summary>Those, and what a loop back may repeat.</summary>
    public HashSet<ActivityNode> Repeatable { get; } = [];

    /// <param name="flow">State of a flowchart, null for other containers.</param>
    /// <param name="startId">Where the flowchart began, as this graph calls it.</param>
    public static Progress Of(ActivityNode container, IReadOnlyCollection<ActivityNode> live, FlowchartState? flow, string? startId)
    {
        var progress = new Progress();
        switch (container.Activity)
        {
            case Sequence:
                progress.AddSequence(container, live);
                break;
            case Activities.Flow.Parallel or Fork:
                foreach (var child in container.Children) progress.Behind.Add(child.Node);
                break;
            case Flowchart when container.Compiled is FlowchartPlan plan && startId is not null:
                progress.AddChart(plan, plan.From(startId), live, flow);
                break;
        }

        progress.Behind.ExceptWith(live);
        return progress;
    }

    private void AddSequence(ActivityNode container, IReadOnlyCollection<ActivityNode> live)
    {
        var passed = false;
        foreach (var child in container.Children)
        {
            if (live.Contains(child.Node)) passed = true;
            else if (passed) Ahead.Add(child.Node);
            else Behind.Add(child.Node);
        }

        Repeatable.UnionWith(Ahead);
    }

    /// <summary>What forward connections lead to from the live activities.</summary>
    public static HashSet<ActivityNode> AheadOf(FlowGraph graph, IReadOnlyCollection<ActivityNode> live)
    {
        var ahead = new HashSet<ActivityNode>();
        Reach(graph, live, ahead, backward: false);
        return ahead;
    }

    private void AddChart(FlowchartPlan plan, FlowGraph graph, IReadOnlyCollection<ActivityNode> live, FlowchartState? flow)
    {
        Reach(graph, live, Ahead, backward: false);
        Reach(graph, live, Repeatable, backward: true);
        if (flow is null) return;
        foreach (var activity in plan.Activities)
        {
            if (!Ahead.Contains(activity) && HasRun(graph, activity, live, flow)) Behind.Add(activity);
        }
    }

    // Counters tell what ran; the token engine drops its traces, so there the drawing must tell.
    private static bool HasRun(FlowGraph graph, ActivityNode activity, IReadOnlyCollection<ActivityNode> live, FlowchartState flow)
    {
        if (flow.ActivityVisits.Count == 0) return live.Any(one => graph.Ancestors(one).Contains(activity));
        if (!flow.ActivityVisits.ContainsKey(activity.Id)) return false;
        var inbound = graph.Inbound(activity);
        return inbound.IsEmpty || activity.Id == flow.StartActivityId || inbound.Any(connection => flow.ConnectionVisits.GetValueOrDefault(connection.Key).Followed);
    }

    private static void Reach(FlowGraph graph, IReadOnlyCollection<ActivityNode> live, HashSet<ActivityNode> reached, bool backward)
    {
        var stack = new Stack<ActivityNode>(live);
        while (stack.TryPop(out var at))
        {
            foreach (var connection in graph.Outbound(at))
            {
                if ((backward || !graph.IsBackward(connection)) && reached.Add(connection.Target)) stack.Push(connection.Target);
            }
        }
    }
}
