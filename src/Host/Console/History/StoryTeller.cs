using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.History;

/// <summary>Turns journal rows into sentences. Nothing is left out that a person did; the engine's own bookkeeping is.</summary>
internal sealed class StoryTeller(UiTexts texts, Names names, PersonNames people, ChangeLines changes)
{
    // In which member the words of a person are, the most telling first.
    private static readonly string[] Words = ["reason", "opinion", "text", "note", "plan", "question"];

    /// <param name="case">The case now: tells units of orders and kinds of applications by their ids.</param>
    public IReadOnlyList<StoryStep> Tell(IEnumerable<BurstView> bursts, GovCase @case)
    {
        var tasks = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. bursts.Select(burst => Tell(burst, @case, tasks))];
    }

    private StoryStep Tell(BurstView burst, GovCase @case, Dictionary<string, string> tasks)
    {
        foreach (var entry in burst.Entries.Where(entry => entry is { Kind: EntryKind.TaskOpened, Text: not null, Name: not null })) tasks[entry.Text!] = entry.Name!;
        var kind = Member(burst.Stimulus, "kind") ?? burst.Kind;
        return new StoryStep(
            burst.Burst, burst.At, kind, Headline(kind, burst, tasks), Why(kind, burst.Stimulus),
            [.. burst.Entries.Select(entry => changes.Of(entry, @case)).OfType<string>()],
            [.. burst.Entries.Where(entry => entry.NodeId is not null).Select(entry => entry.NodeId!).Distinct(StringComparer.Ordinal)],
            burst.Actor, burst.Hash);
    }

    private string Headline(string kind, BurstView burst, Dictionary<string, string> tasks)
    {
        var (stimulus, who) = (burst.Stimulus, people.Of(burst.Actor));
        switch (kind)
        {
            case "start":
                return texts.Format("Story.Start", who);
            case "task-completed":
                var task = TaskName(stimulus, tasks);
                return texts.Format("Story.Completed", who, names.Task(task), names.Outcome(task, Member(stimulus, "outcome") ?? "Done"));
            case "task-changed":
                var verb = Member(stimulus, "verb") ?? "Claim";
                return texts.Format("Story." + verb, who, names.Task(TaskName(stimulus, tasks)), people.Of(Member(stimulus, "to")));
            case "subject":
                return texts.Format("Story.Action", who, names.Action(Member(stimulus, "name") ?? ""));
            case "timer" or "resume" or "event" or "effect-succeeded" or "effect-failed":
                return texts["Story." + kind];
            default:
                return texts.Find("Story." + kind) is { } known ? string.Format(System.Globalization.CultureInfo.InvariantCulture, known, who) : texts.Format("Story.Other", who, kind);
        }
    }

    private string? Why(string kind, JsonElement stimulus)
    {
        var data = Object(stimulus, kind == "subject" ? "arguments" : "data") ?? stimulus;
        var said = Words.Select(word => Member(data, word)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        if (Member(data, "reasonCode") is not { } code) return said;
        var reason = names.Reason(null, code);
        return said is null ? reason : texts.Format("Story.Reason", reason, said);
    }

    private static string TaskName(JsonElement stimulus, Dictionary<string, string> tasks) =>
        Member(stimulus, "taskId") is { } id ? tasks.GetValueOrDefault(id, "") : "";

    private static JsonElement? Object(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
