using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>A connection as written, with its place in the list.</summary>
/// <param name="Source">Activity id; empty when not written.</param>
/// <param name="Port">Outcome of the source; Done when not written.</param>
/// <param name="Target">Activity id; empty when not written.</param>
public sealed record FlowchartLine(int Index, string Source, string Port, string Target);

/// <summary>A flowchart of the document with its direct children and connections, for rules.</summary>
public sealed record FlowchartVisit(ActivityVisit Activity, IReadOnlyList<ActivityVisit> Children, IReadOnlyList<FlowchartLine> Connections)
{
    /// <summary>All flowcharts of a document, outer ones first.</summary>
    public static IEnumerable<FlowchartVisit> In(WorkflowDocument document)
    {
        var activities = document.Activities.ToList();
        foreach (var flowchart in activities.Where(activity => activity.Type == "Elsa.Flowchart"))
        {
            var children = activities.Where(child => child.Parent?.Path == flowchart.Path && child.Slot == "activities").ToList();
            yield return new FlowchartVisit(flowchart, children, [.. ReadConnections(flowchart.Json)]);
        }
    }

    /// <summary>Where a run begins when no trigger is named (elsa-definition-format.md §8.2, rules 3 to 6).</summary>
    public ActivityVisit? Start =>
        Children.FirstOrDefault(child => child.Type == "Elsa.Start")
        ?? Children.FirstOrDefault(child => StartTriggers.CanStartWorkflow(child.Json))
        ?? Children.FirstOrDefault(child => Connections.All(connection => connection.Target != child.Id))
        ?? (Children.Count > 0 ? Children[0] : null);

    private static IEnumerable<FlowchartLine> ReadConnections(JsonElement flowchart)
    {
        var index = -1;
        foreach (var connection in flowchart.Items("connections"))
        {
            index++;
            var source = connection.Member("source");
            yield return new FlowchartLine(
                index, source.Text("activity") ?? "", source.Text("port") ?? "Done", connection.Member("target").Text("activity") ?? "");
        }
    }
}
