using GridGov.Workflow.Engine.Activities.Flow.Charts;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Execution.Migration;

/// <summary>
/// Finds steps that have run and that the target puts ahead of the running ones again. A step of an old loop may: it would have run
/// again in the old version too.
/// </summary>
internal static class Reruns
{
    /// <param name="nodes">Activity in the target by live execution.</param>
    public static IEnumerable<RefusalDetail> Find(
        WorkflowGraph source, WorkflowGraph target, InstanceState state, IReadOnlyDictionary<string, ActivityNode> nodes, NodeMapping mapping)
    {
        var behind = new HashSet<ActivityNode>();
        var lawful = new HashSet<ActivityNode>();
        var ahead = new HashSet<ActivityNode>();
        foreach (var context in state.Contexts)
        {
            if (!nodes.TryGetValue(context.Id, out var node) || !source.Nodes.TryGetValue(context.NodeId, out var old)) continue;
            var children = state.Contexts.Where(child => string.Equals(child.ParentId, context.Id, StringComparison.Ordinal) && nodes.ContainsKey(child.Id)).ToList();
            if (children.Count == 0) continue;
            var before = Progress.Of(old, [.. children.Select(child => source.Nodes[child.NodeId]).Distinct()], context.Flowchart, context.Flowchart?.StartActivityId);
            var after = Progress.Of(node, [.. children.Select(child => nodes[child.Id]).Distinct()], null, StartOf(old, node, context.Flowchart, mapping));
            foreach (var one in before.Behind) AddWithContent(behind, one);
            foreach (var one in before.Repeatable) AddWithContent(lawful, one);
            foreach (var one in after.Ahead) AddWithContent(ahead, one);
        }

        behind.ExceptWith(lawful);
        foreach (var old in source.Nodes.Values.Where(behind.Contains).OrderBy(node => node.NodeId, StringComparer.Ordinal))
        {
            // A container says it for what it contains.
            if (mapping.Find(old) is not { } found || !ahead.Contains(found)) continue;
            if (old.Parent is { } parent && behind.Contains(parent) && mapping.Find(parent) is { } outer && ahead.Contains(outer)) continue;
            yield return MigrationTexts.Rerun(old, found);
        }
    }

    private static string? StartOf(ActivityNode old, ActivityNode node, FlowchartState? flow, NodeMapping mapping) =>
        flow is not null && old.Compiled is FlowchartPlan from && node.Compiled is FlowchartPlan to
            ? FlowMarks.StartIn(from, to, flow.StartActivityId, id => from.ById.TryGetValue(id, out var activity) ? mapping.IdOf(activity) : id)
            : null;

    private static void AddWithContent(HashSet<ActivityNode> nodes, ActivityNode node)
    {
        if (!nodes.Add(node)) return;
        foreach (var child in node.Children) AddWithContent(nodes, child.Node);
    }
}
