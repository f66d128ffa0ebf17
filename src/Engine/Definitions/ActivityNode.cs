using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>One activity of a compiled graph. Immutable after compilation.</summary>
public sealed class ActivityNode
{
    /// <summary>Unique within its definition.</summary>
    public required string Id { get; init; }

    /// <summary>Path of ids from the workflow node, such as <c>Workflow1:flow1:task1</c>; unique within the graph.</summary>
    public required string NodeId { get; init; }
    public required string? Name { get; init; }
    public required string Type { get; init; }
    public required int Version { get; init; }
    public required ActivityNode? Parent { get; init; }

    /// <summary>The stateless object that executes nodes of this type.</summary>
    public required Activity Activity { get; init; }

    /// <summary>Wrapped inputs by JSON name (camelCase); an input absent here is not set.</summary>
    public FrozenDictionary<string, CompiledInput> Inputs { get; internal set; } = FrozenDictionary<string, CompiledInput>.Empty;

    /// <summary>The set inputs in descriptor order: the order of evaluation.</summary>
    internal ImmutableArray<CompiledInput> OrderedInputs { get; set; } = [];

    /// <summary>Declared inputs and outputs of the type, defaults included.</summary>
    internal ActivityShape Shape { get; set; } = ActivityShape.Empty;

    /// <summary><see cref="Variables"/> with their defaults converted, shared by all executions.</summary>
    internal ImmutableArray<VariableSlot> InitialVariables { get; set; } = [];

    /// <summary>Bound outputs: JSON name (camelCase) → id of a variable or name of a workflow output.</summary>
    public FrozenDictionary<string, string> OutputTargets { get; internal set; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Embedded children by slot (camelCase member name, or case label), in document order.</summary>
    public ImmutableArray<ActivitySlot> Children { get; internal set; } = [];

    /// <summary>Variables declared by this container; for the workflow node those of the definition.</summary>
    public ImmutableArray<VariableDefinition> Variables { get; internal set; } = [];

    /// <summary>What <see cref="Activity.Compile"/> made of this node, such as the flowchart's connections.</summary>
    public object? Compiled { get; internal set; }

    /// <summary>The activity's JSON object as it stands in the definition.</summary>
    public required JsonElement Json { get; init; }
    public bool CanStartWorkflow { get; init; }

    /// <summary>The child in a slot, or null.</summary>
    public ActivityNode? Child(string slot)
    {
        foreach (var child in Children)
        {
            if (string.Equals(child.Slot, slot, StringComparison.Ordinal)) return child.Node;
        }

        return null;
    }
}

/// <summary>An embedded child and where it sits: <c>body</c>, <c>then</c>, <c>activities</c>, or a case label.</summary>
public readonly record struct ActivitySlot(string Slot, ActivityNode Node);

/// <summary>A wrapped input, ready to evaluate.</summary>
/// <param name="Type">Type alias that the value is converted to, such as <c>Boolean</c>.</param>
/// <param name="AutoEvaluate">False when the activity evaluates it by itself (While's condition).</param>
public sealed record CompiledInput(string Name, string Type, CompiledExpression Expression, bool AutoEvaluate = true);
