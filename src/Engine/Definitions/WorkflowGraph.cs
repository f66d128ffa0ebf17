using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>How an activity fault affects its instance (elsa-definition-format.md §11.7).</summary>
public enum IncidentStrategy { Fault, ContinueWithIncidents }

/// <summary>
/// A definition version compiled for execution. Immutable and safe to share between threads.
/// Workflows used as activities are inlined: their nodes are part of this graph, below the activity that uses them.
/// </summary>
public sealed class WorkflowGraph
{
    /// <summary>Lower-case hex SHA-256 of the canonical content, everything that it pins included.</summary>
    public required string ContentHash { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; init; }
    public required int Version { get; init; }
    public required string? Name { get; init; }

    /// <summary>The implicit outermost node (<c>Workflow1</c>, type <c>Elsa.Workflow</c>); its only child is the root activity.</summary>
    public required ActivityNode Root { get; init; }

    /// <summary>All nodes by node id, the path of ids from the workflow node.</summary>
    public required FrozenDictionary<string, ActivityNode> Nodes { get; init; }

    public required ImmutableArray<ArgumentDefinition> Inputs { get; init; }
    public required ImmutableArray<ArgumentDefinition> Outputs { get; init; }
    public required IncidentStrategy IncidentStrategy { get; init; }

    /// <summary>True when the definition is tagged as a case lifecycle (<c>customProperties.gridgov.lifecycle</c>).</summary>
    public required bool IsLifecycle { get; init; }

    /// <summary>Looks a node up; a state that names a node which the graph lacks is corrupt or belongs to another version.</summary>
    /// <exception cref="KeyNotFoundException">No such node; names the node and the definition version.</exception>
    public ActivityNode Node(string nodeId) => Nodes.TryGetValue(nodeId, out var node)
        ? node
        : throw new KeyNotFoundException($"Definition version '{DefinitionVersionId}' has no activity with node id '{nodeId}'.");
}
