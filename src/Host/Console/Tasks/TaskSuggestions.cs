using System.Text.Json;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Host.Console.Tasks;

/// <summary>What a task's payload proposes for its form: the dispatcher confirms what the catalogue suggests instead of typing it.</summary>
internal static class TaskSuggestions
{
    private static readonly (string Field, string Member)[] Known = [("leadUnit", "suggestedLead"), ("assistUnits", "suggestedAssists"), ("invited", "invited")];

    public static IEnumerable<(string Field, JsonElement Value)> Of(HumanTask task)
    {
        if (task.Payload.ValueKind != JsonValueKind.Object) yield break;
        foreach (var (field, member) in Known)
        {
            if (task.Payload.TryGetProperty(member, out var value)) yield return (field, value);
        }
    }
}
