using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>Gives activities their ids and node ids (elsa-definition-format.md §4).</summary>
internal static class ActivityNumbering
{
    /// <summary>Missing or blank ids become <c>{ShortType}{n}</c> with the smallest free n, in document order.</summary>
    public static void FillMissing(IReadOnlyList<JsonObject> activities)
    {
        var taken = activities.Select(activity => ActivityNodes.Text(activity, "id")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var free = new FreeIds(taken);
        foreach (var activity in activities)
        {
            if (string.IsNullOrWhiteSpace(ActivityNodes.Text(activity, "id"))) activity["id"] = free.Take(ActivityNodes.Text(activity, "type")!);
        }
    }

    /// <summary>Node ids are never trusted: pasted nodes carry those of their origin (trap T3).</summary>
    public static void SetNodeIds(JsonObject root)
    {
        var pending = new Stack<(JsonObject Activity, string Parent)>();
        pending.Push((root, ActivityWalker.WorkflowNodeId));
        while (pending.TryPop(out var next))
        {
            var nodeId = $"{next.Parent}:{ActivityNodes.Text(next.Activity, "id")}";
            if (next.Activity.ContainsKey("nodeId")) next.Activity["nodeId"] = nodeId;
            else next.Activity.Insert(next.Activity.IndexOf("id") + 1, "nodeId", nodeId);
            foreach (var child in ActivityNodes.Children(next.Activity)) pending.Push((child, nodeId));
        }
    }
}
