using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>
/// One check of a definition before it is published. All registered rules run, so another assembly adds its own by registering them
/// (the closed-loop check of lifecycle definitions looks at <see cref="WorkflowDocument.IsLifecycle"/> itself).
/// </summary>
public interface IDefinitionRule
{
    /// <summary>All findings of this rule; never throws for a bad definition.</summary>
    IEnumerable<DefinitionFault> Check(DefinitionRuleContext context);
}

/// <summary>What a rule looks at.</summary>
/// <param name="Document">The definition's own document, without the workflows that it pins.</param>
/// <param name="Content">The same with its pins.</param>
/// <param name="Graph">The compiled graph, pins inlined; null when none could be made. Own nodes have the node ids of the document.</param>
public sealed record DefinitionRuleContext(
    WorkflowDocument Document, DefinitionContent Content, WorkflowGraph? Graph, IActivityRegistry Registry)
{
    /// <summary>The content of a workflow used as an activity; null for other activities.</summary>
    public DefinitionContent? Pin(ActivityVisit activity) =>
        Content.Pins.GetValueOrDefault(DefinitionContent.PinKey(activity.Type, activity.Version));

    /// <summary>Outcomes that an activity can report; null when any is possible or nothing is known about it.</summary>
    public IReadOnlyCollection<string>? PossibleOutcomes(ActivityVisit activity)
    {
        if (Pin(activity) is { } pin) return [.. WorkflowDocument.Of(pin).Outcomes, "Done"];
        if (!Registry.TryGet(activity.Type, out var type)) return null;
        return Graph is not null && Graph.Nodes.TryGetValue(activity.NodeId, out var node) ? type.PossibleOutcomes(node) : null;
    }
}
