using System.Text.Json;
using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>An activity met while walking a document.</summary>
/// <param name="NodeId">Path of ids from the workflow node, such as <c>Workflow1:flow1:task1</c>.</param>
/// <param name="Path">JSON path from the definition object, such as <c>root.activities[2].then</c>.</param>
/// <param name="Slot">Member of the parent that holds it; null for the root.</param>
public sealed record ActivityVisit(JsonElement Json, string Id, string NodeId, string Path, string? Slot, ActivityVisit? Parent)
{
    public string Type => Json.Text("type") ?? "";
    public int Version => Json.Integer("version") ?? 1;
}

/// <summary>
/// Walks activities the way Elsa discovers them (elsa-definition-format.md §9): members that are, or are lists of, activity
/// objects, and the same one level deeper in lists (switch cases, status codes, states, transitions).
/// </summary>
internal static class ActivityWalker
{
    /// <summary>Id of the implicit workflow node.</summary>
    public const string WorkflowNodeId = "Workflow1";

    public static IEnumerable<ActivityVisit> Walk(JsonElement root)
    {
        if (!ActivityChildren.IsActivity(root)) yield break;
        var pending = new Stack<ActivityVisit>();
        pending.Push(Visit(root, "root", null, null));
        while (pending.TryPop(out var visit))
        {
            yield return visit;
            foreach (var (slot, child, path) in Children(visit.Json).Reverse())
            {
                pending.Push(Visit(child, $"{visit.Path}.{path}", slot, visit));
            }
        }
    }

    /// <summary>Direct children with the slot's name and the path below their parent, in document order.</summary>
    public static IEnumerable<(string Slot, JsonElement Child, string Path)> Children(JsonElement activity)
    {
        foreach (var member in activity.EnumerateObject())
        {
            if (member.NameEquals("customProperties") || member.NameEquals("metadata")) continue;
            if (ActivityChildren.IsActivity(member.Value))
            {
                yield return (member.Name, member.Value, member.Name);
                continue;
            }

            if (member.Value.ValueKind != JsonValueKind.Array) continue;
            var index = -1;
            foreach (var item in member.Value.EnumerateArray())
            {
                index++;
                if (ActivityChildren.IsActivity(item))
                {
                    yield return (member.Name, item, $"{member.Name}[{index}]");
                }
                else if (item.ValueKind == JsonValueKind.Object)
                {
                    foreach (var inner in item.EnumerateObject())
                    {
                        if (ActivityChildren.IsActivity(inner.Value)) yield return (member.Name, inner.Value, $"{member.Name}[{index}].{inner.Name}");
                    }
                }
            }
        }
    }

    private static ActivityVisit Visit(JsonElement json, string path, string? slot, ActivityVisit? parent)
    {
        var id = json.Text("id") ?? "";
        return new ActivityVisit(json, id, $"{parent?.NodeId ?? WorkflowNodeId}:{id}", path, slot, parent);
    }
}
