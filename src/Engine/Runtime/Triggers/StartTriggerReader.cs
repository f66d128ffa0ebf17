using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>Finds the start triggers of a graph: trigger activities that are marked as able to start the workflow, with constant inputs.</summary>
internal static class StartTriggerReader
{
    private static readonly Dictionary<string, (StartTriggerKind Kind, string Input, string Type)> Kinds = new(StringComparer.Ordinal)
    {
        ["Elsa.Event"] = (StartTriggerKind.Event, "eventName", "String"),
        ["Elsa.Timer"] = (StartTriggerKind.Timer, "interval", "TimeSpan"),
        ["Elsa.Cron"] = (StartTriggerKind.Cron, "cronExpression", "String"),
        ["Elsa.StartAt"] = (StartTriggerKind.StartAt, "dateTime", "DateTimeOffset"),
    };

    /// <exception cref="Expressions.ExpressionException">An input is not a constant.</exception>
    public static IReadOnlyList<StartTrigger> Read(WorkflowGraph graph, DateTimeOffset now)
    {
        var triggers = new List<StartTrigger>();
        foreach (var node in graph.Nodes.Values)
        {
            if (!node.CanStartWorkflow || !Kinds.TryGetValue(node.Type, out var kind)) continue;
            if (!node.Inputs.TryGetValue(kind.Input, out var input)) continue;
            var value = input.Expression.Evaluate(new ConstantScope(graph, now), kind.Type);
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) triggers.Add(new StartTrigger(node.Id, kind.Kind, text));
        }

        return triggers;
    }
}
