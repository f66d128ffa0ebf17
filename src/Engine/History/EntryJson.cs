using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.History;

/// <summary>Canonical JSON of one journal entry: fixed order of members, empty ones left out.</summary>
internal static class EntryJson
{
    public static void Write(Utf8JsonWriter writer, JournalEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, Enum.GetName(entry.Kind));
        writer.Text("node"u8, entry.NodeId);
        writer.Text("execution"u8, entry.ExecutionId);
        writer.Text("parent"u8, entry.ParentExecutionId);
        writer.Text("scheduledBy"u8, entry.ScheduledBy);
        writer.Text("name"u8, entry.Name);
        writer.Text("text"u8, entry.Text);
        if (entry.Outcomes is { } outcomes) writer.Texts("outcomes"u8, outcomes);
        if (entry.Values is { } values) writer.Values("values"u8, values);
        writer.Value("data"u8, entry.Data);
        writer.WriteEndObject();
    }

    public static JournalEntry Read(JsonElement json) => new(
        Enum.Parse<EntryKind>(json.GetProperty("kind").GetString()!),
        Text(json, "node"),
        Text(json, "execution"),
        Text(json, "parent"),
        Text(json, "scheduledBy"),
        Text(json, "name"),
        Text(json, "text"),
        json.TryGetProperty("outcomes", out var outcomes) ? [.. outcomes.EnumerateArray().Select(outcome => outcome.GetString()!)] : null,
        json.TryGetProperty("values", out var values) ? values.EnumerateObject().ToDictionary(value => value.Name, value => value.Value) : null,
        json.TryGetProperty("data", out var data) ? data : default);

    private static string? Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? value.GetString() : null;
}
