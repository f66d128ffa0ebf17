using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Demo;

/// <summary>The place where the actors live: time, agenda, diary, and the way to the product.</summary>
internal sealed class Town(ProductClient product, People people, DateTimeOffset start, CancellationToken stop)
{
    public ProductClient Product => product;
    public People People => people;
    public Agenda Agenda { get; } = new();
    public CityLog Log { get; } = new();
    public Tally Tally { get; } = new();

    /// <summary>What the product got wrong beside the figures; any makes the demo fail.</summary>
    public ConcurrentQueue<string> Findings { get; } = new();

    /// <summary>A unit was talked to: it gets to its open task soon.</summary>
    public Action<CaseStory> Press { get; set; } = static _ => { };

    /// <summary>A task was put off, or its completion refused for now: the actor comes back to it.</summary>
    public Action<CaseStory, CityTask> TryAgain { get; set; } = static (_, _) => { };
    public DateTimeOffset Now { get; set; } = start;
    public CancellationToken Stop => stop;

    /// <summary>Some minutes from now, in office time or around the clock.</summary>
    public DateTimeOffset Soon(CaseStory story, double fromMinutes, double toMinutes)
    {
        var minutes = Math.Ceiling(story.Random.Between(fromMinutes, toMinutes));
        return story.Matter.IsUrgent ? Now.AddMinutes(minutes) : OfficeTime.Add(Now, TimeSpan.FromMinutes(minutes));
    }

    /// <summary>Completes a task as the first person who may. False when it is gone or refused.</summary>
    public async Task<bool> CompleteAsync(CityTask task, string outcome, IReadOnlyDictionary<string, JsonNode?> says)
    {
        var body = new JsonObject { ["outcome"] = outcome, ["data"] = FormFiller.Fill(task.Form, says) };
        var who = task.Assignee is { } assignee ? [assignee] : people.Entitled(task.Candidates).ToList();
        foreach (var person in who)
        {
            var answer = await product.PostAsync(person, $"/api/tasks/{task.Id}/complete", body.DeepClone(), stop);
            if (answer.Ok)
            {
                Tally.Count("task");
                return true;
            }

            // Barred from this one, such as the worker who handled it: somebody else of the same entry.
            if (answer.Status is 403 or 404) continue;
            Refused($"{task.Name}/{outcome}", answer);
            return false;
        }

        Tally.Refused($"{task.Name}/{outcome}: 无人可办");
        return false;
    }

    /// <summary>Takes an action on a case beside the tasks. False when it is refused.</summary>
    public async Task<bool> ActAsync(CaseStory story, string person, string action, JsonObject arguments)
    {
        var answer = await product.PostAsync(person, $"/api/cases/{story.Number}/actions/{action}", arguments, stop);
        if (!answer.Ok) Refused(action, answer);
        return answer.Ok;
    }

    public void Write(CaseStory story, CityOrder? order, Deed deed, Func<LogLine, LogLine>? more = null)
    {
        var line = new LogLine(Now, story.Number, order?.Id, deed) { Unit = order?.Unit, IsLead = order?.IsLead ?? true };
        Log.Add(more is null ? line : more(line));
    }

    /// <summary>Moves the product's clock; it runs every timer until then and comes to rest.</summary>
    public async Task AdvanceAsync(DateTimeOffset to)
    {
        if (to > Now) Now = to;
        var answer = await product.PostAsync(null, "/api/clock/advance", new JsonObject { ["to"] = JsonValue.Create(Now) }, stop);
        if (!answer.Ok) throw new DemoException($"推进时钟到 {Now:yyyy-MM-dd HH:mm} 失败：HTTP {answer.Status} {answer.Code} {answer.Detail}");
    }

    private void Refused(string what, Answer answer)
    {
        // A limit that passes replaces the task: the actor looks again and finds the new one.
        if (answer.Code == "task.not-open") Tally.Count("replaced");
        else if (answer.Status >= 500) Findings.Enqueue($"{what}：HTTP {answer.Status} {answer.Detail}");
        else Tally.Refused($"{what}：{answer.Status} {answer.Code} {answer.Detail}");
    }

    public async Task<JsonElement> ReadAsync(string person, string path)
    {
        var answer = await product.GetAsync(person, path, stop);
        return answer.Ok ? answer.Json : throw new DemoException($"读取 {path} 失败：HTTP {answer.Status} {answer.Code} {answer.Detail}");
    }
}
