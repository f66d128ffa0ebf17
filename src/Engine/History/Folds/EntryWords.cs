using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.History.Folds;

/// <summary>Journal lines for what Elsa does not know: tasks, transitions of the case, answers, amendments. In Chinese, as users read them.</summary>
internal static class EntryWords
{
    /// <summary>Null for entries that only repeat what other lines say.</summary>
    public static (string EventName, string? Message, IReadOnlyDictionary<string, JsonElement>? Payload)? Of(JournalEntry entry) => entry.Kind switch
    {
        EntryKind.LineWritten or EntryKind.SubjectRefused or EntryKind.IncidentResolved => Line(entry, entry.Text),
        EntryKind.TaskOpened or EntryKind.TaskClosed or EntryKind.TaskChanged or EntryKind.SubjectTransition or EntryKind.EventPublished
            or EntryKind.EffectRequested or EntryKind.EffectAnswered => Line(entry, entry.Name),
        EntryKind.Migrated => Line(entry, DefinitionTexts.Format(
            "journal.Migrated.message", entry.Data.Member("fromVersion").ToString(), entry.Data.Member("toVersion").ToString(), entry.Text ?? "")),
        EntryKind.Amended => Line(entry, entry.Name + (entry.Text is null ? "" : $"（{entry.Text}）")),
        _ => null,
    };

    private static (string, string?, IReadOnlyDictionary<string, JsonElement>?) Line(JournalEntry entry, string? message)
    {
        var payload = new Dictionary<string, JsonElement>();
        if (entry.Outcomes is { } outcomes) payload["Outcomes"] = JsonSerializer.SerializeToElement(outcomes);
        if (entry.Data.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) payload["Data"] = entry.Data;
        return (DefinitionTexts.Format("journal." + entry.Kind), message, payload.Count == 0 ? null : payload);
    }
}
