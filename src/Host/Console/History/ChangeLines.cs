using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.History;

/// <summary>One journal entry as a line, or null for what readers need not see.</summary>
internal sealed class ChangeLines(UiTexts texts, Names names, PersonNames people)
{
    public string? Of(EntryView entry, GovCase @case) => entry.Kind switch
    {
        EntryKind.SubjectTransition when entry.Data is { } data => Transition(data, @case),
        EntryKind.SubjectRefused => texts.Format("Story.Refused", names.Action(entry.Name ?? ""), entry.Text ?? ""),
        EntryKind.TaskOpened => texts.Format("Story.Opened", names.Task(entry.Name ?? "")),
        EntryKind.TaskClosed when entry.Data is { ValueKind: JsonValueKind.String } status && status.ValueEquals("Cancelled") => texts.Format("Story.Withdrawn", names.Task(entry.Name ?? "")),
        EntryKind.EffectRequested => texts.Format("Story.Asked", names.Of("EffectKind", entry.Name)),
        EntryKind.EffectAnswered => texts.Format("Story.Answered", names.Of("EffectKind", entry.Name)),
        EntryKind.EventPublished => texts.Format("Story.Published", names.Of("EventName", entry.Name)),
        EntryKind.IncidentRaised => texts.Format("Story.Incident", entry.Text ?? ""),
        EntryKind.IncidentResolved => texts.Format("Story.IncidentResolved", entry.Text ?? ""),
        EntryKind.Amended => texts.Format("Story.Amended", entry.Name ?? "", entry.Text ?? ""),
        EntryKind.Migrated => texts.Format("Story.Migrated", entry.Text ?? ""),
        EntryKind.StatusChanged when entry.Name is "Finished" or "Cancelled" or "Faulted" => texts["Story.Status." + entry.Name],
        _ => null,
    };

    private string Transition(JsonElement data, GovCase @case)
    {
        var (part, from, to) = (Text(data, "part"), Text(data, "from"), Text(data, "to"));
        if (part == "case" && from.Length == 0) return texts.Format("Story.CaseBegun", names.Of("State", to));
        if (part == "case") return texts.Format("Story.Case", names.Of("State", from), names.Of("State", to));
        if (@case.Orders.FirstOrDefault(order => order.Id == part) is { } order)
        {
            var unit = people.Unit(order.Unit);
            return from.Length == 0 ? texts.Format("Story.NewOrder", unit, names.Of(order.Kind)) : texts.Format("Story.Order", unit, names.Of("Order", from), names.Of("Order", to));
        }

        if (@case.Approvals.FirstOrDefault(request => request.Id == part) is { } request)
        {
            return from.Length == 0
                ? texts.Format("Story.NewApproval", people.Unit(request.Unit), names.Of(request.Kind))
                : texts.Format("Story.Approval", names.Of(request.Kind), names.Of("ApprovalState", to));
        }

        return $"{part}: {from} → {to}";
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
