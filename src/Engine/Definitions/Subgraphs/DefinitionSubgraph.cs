using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Activities.Composition;
using GridGov.Workflow.Engine.Definitions.Descriptors;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Subgraphs;

/// <summary>A node with its whole activity JSON, inner workflows included.</summary>
/// <param name="Port">Slot of the parent that holds it; empty for the outermost node.</param>
public sealed record SubgraphNode(string NodeId, string Port, JsonObject Activity);

/// <summary>One step of the way down to a node.</summary>
public sealed record SubgraphSegment(string ActivityNodeId, string ActivityId, string ActivityType, string PortName, string? ActivityName);

/// <summary>The way to a nested node (elsa-studio-contract.md §7.2, route 17).</summary>
/// <param name="Container">The nearest activity around the node that has a drawing of its own.</param>
/// <param name="PathSegments">Outermost first; workflow nodes and flowcharts are left out.</param>
public sealed record SubgraphPath(SubgraphNode ChildNode, SubgraphNode Container, IReadOnlyList<SubgraphSegment> PathSegments);

/// <summary>
/// Parts of a definition with the node ids under which they run: what a workflow used as an activity contains is part of the graph,
/// though not of the definition's JSON.
/// </summary>
public sealed class DefinitionSubgraph(WorkflowGraph graph, DefinitionPresenter presenter)
{
    /// <summary>The node, or the root activity when there is no such node.</summary>
    public SubgraphNode FindOrRoot(string? nodeId) =>
        Show(nodeId is not null && graph.Nodes.TryGetValue(nodeId, out var node) ? node : graph.Root.Children[0].Node);

    /// <summary>The way to a node; null when there is no such node.</summary>
    public SubgraphPath? FindPath(string nodeId)
    {
        if (!graph.Nodes.TryGetValue(nodeId, out var node)) return null;
        var segments = new List<SubgraphSegment>();
        for (var (child, at) = (node, node.Parent); at is not null; (child, at) = (at, at.Parent))
        {
            if (at.Activity is WorkflowActivity || at.Type == "Elsa.Flowchart") continue;
            segments.Add(new SubgraphSegment(at.NodeId, at.Id, at.Type, PortOf(child), at.Name));
        }

        segments.Reverse();
        return new SubgraphPath(Show(node), Show(ContainerOf(node)), segments);
    }

    private static ActivityNode ContainerOf(ActivityNode node)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (ActivityDescriptor.Of(at.Activity).Attribute.IsContainer && at.Activity is not (WorkflowActivity or WorkflowDefinitionActivity)) return at;
        }

        return node.Parent ?? node;
    }

    private SubgraphNode Show(ActivityNode node) => new(node.NodeId, PortOf(node), presenter.PresentActivity(Write(node)));

    /// <summary>Name of the slot as descriptors spell it.</summary>
    private static string PortOf(ActivityNode node)
    {
        var slot = node.Parent?.Children.FirstOrDefault(child => child.Node == node).Slot;
        return string.IsNullOrEmpty(slot) ? "" : char.ToUpperInvariant(slot[0]) + slot[1..];
    }

    private static JsonObject Write(ActivityNode node)
    {
        if (node.Activity is WorkflowActivity) return Workflow(node.Id, node.NodeId, node.Name, node);
        var json = JsonObject.Create(node.Json)!;
        json["id"] = node.Id;
        json["nodeId"] = node.NodeId;
        json["version"] = node.Version;
        foreach (var nested in ActivityNodes.Children(json).ToList())
        {
            var id = ActivityNodes.Text(nested, "id");
            if (node.Children.FirstOrDefault(child => child.Node.Id == id).Node is { } child) nested.ReplaceWith(Write(child));
        }

        if (node.Activity is WorkflowDefinitionActivity)
        {
            json["root"] = Workflow(WorkflowCompiler.WorkflowNodeId, $"{node.NodeId}:{WorkflowCompiler.WorkflowNodeId}", node.Name, node);
        }

        return json;
    }

    private static JsonObject Workflow(string id, string nodeId, string? name, ActivityNode node) => new()
    {
        ["id"] = id,
        ["nodeId"] = nodeId,
        ["name"] = name,
        ["type"] = WorkflowActivity.TypeName,
        ["version"] = 1,
        ["customProperties"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["root"] = node.Child("root") is { } root ? Write(root) : null,
    };
}
