using System.Runtime.CompilerServices;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>What the shell wants to know of a graph, worked out once.</summary>
internal static class GraphFacts
{
    private static readonly ConditionalWeakTable<WorkflowGraph, Facts> Known = [];

    /// <summary>
    /// True when a burst of this graph may run a script or template. Read off the documents, because expressions also hide in
    /// what activities precompute (case conditions); a false alarm only costs a hop to another thread.
    /// </summary>
    public static bool RunsCode(WorkflowGraph graph) => Known.GetValue(graph, static found => new Facts(Find(found))).RunsCode;

    private static bool Find(WorkflowGraph graph) => graph.Nodes.Values.Any(node =>
        node.Inputs.Values.Any(input => input.Expression.RunsCode) || MentionsCode(node));

    private static bool MentionsCode(ActivityNode node)
    {
        if (node.Json.ValueKind == System.Text.Json.JsonValueKind.Undefined) return false;
        var text = node.Json.GetRawText();
        return text.Contains("JavaScript", StringComparison.Ordinal) || text.Contains("Liquid", StringComparison.Ordinal);
    }

    private sealed record Facts(bool RunsCode);
}
