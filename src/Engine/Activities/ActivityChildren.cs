using System.Text.Json;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>Finds embedded activities the way Elsa and Studio do (elsa-definition-format.md §9).</summary>
public static class ActivityChildren
{
    /// <summary>Members that are an activity object, or an array of them; the slot is the member's name.</summary>
    public static IEnumerable<(string Slot, JsonElement Child)> Discover(JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (IsActivity(member.Value))
            {
                yield return (member.Name, member.Value);
            }
            else if (member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in member.Value.EnumerateArray())
                {
                    if (IsActivity(item)) yield return (member.Name, item);
                }
            }
        }
    }

    /// <summary>An object with <c>type</c> and (<c>id</c> or <c>version</c>) is an activity; ids may still be missing.</summary>
    public static bool IsActivity(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && (json.TryGetProperty("version", out _) || json.TryGetProperty("id", out _))
        && !json.TryGetProperty("expression", out _);
}
