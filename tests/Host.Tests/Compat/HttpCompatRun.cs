using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Tests.Compat;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Compat;

/// <summary>Runs a case of the corpus over REST and writes the outcome in the shape of its <c>expect</c>.</summary>
internal sealed class HttpCompatRun(CompatCase @case, Api api)
{
    private string _instance = "";
    private DateTimeOffset _start;
    private bool _runsDraft;

    public JsonObject Outcome { get; } = [];
    public int Instances { get; private set; }

    public async Task RunAsync()
    {
        // Every case gets an hour of its own, by which its instances are told from those of the others.
        var now = (await api.GetAsync("/api/clock")).Ok()["now"]!.GetValue<DateTimeOffset>();
        _start = now.AddHours(1);
        await api.SettleAsync(_start);
        foreach (var definition in @case.Definitions) await PublishAsync(definition);
        _instance = (await StartAsync(@case.Run, JsonNode.Parse(JsonSerializer.Serialize(@case.Input))!, @case.CorrelationId)).GetValue<string>();
        await api.SettleAsync();
        Outcome["waitingAfterStart"] = await WaitingAsync();
        Outcome["lineCountAfterStart"] = (await LinesAsync()).Count;
        var steps = new JsonArray();
        foreach (var step in @case.Steps)
        {
            await TakeAsync(step);
            await api.SettleAsync();
            var view = await ViewAsync(_instance);
            steps.Add(new JsonObject
            {
                ["status"] = view["status"]!.DeepClone(),
                ["subStatus"] = view["subStatus"]!.DeepClone(),
                ["lineCount"] = (await LinesAsync()).Count,
                ["waiting"] = await WaitingAsync(),
            });
        }

        Outcome["afterSteps"] = steps;
        await WriteEndAsync();
        foreach (var id in await InstanceIdsAsync()) await api.PostAsync($"/api/instances/{id}/cancel", new JsonObject { ["reason"] = "end of the case" });
    }

    private async Task PublishAsync(string definition)
    {
        var answer = await api.PostTextAsync("/api/definitions/import?publish=true", definition);
        if (answer.Status == 422)
        {
            // Refused at publication, where Elsa finds out later: the draft can still be run.
            _runsDraft = true;
            var draft = JsonNode.Parse(definition)!.AsObject();
            draft["isPublished"] = false;
            answer = await api.PostAsync("/api/definitions/import", draft);
        }

        answer.Ok();
    }

    private async Task<JsonNode> StartAsync(string definition, JsonNode? input, string? correlationId) =>
        (await api.PostAsync($"/api/definitions/{definition}/execute", new JsonObject
        {
            ["input"] = input?.DeepClone(),
            ["correlationId"] = correlationId,
            ["flowchartMode"] = @case.Mode.ToString(),
            ["version"] = _runsDraft ? "Latest" : "Published",
        })).Ok()["instanceId"]!;

    private async Task TakeAsync(JsonElement step)
    {
        if (step.TryGetProperty("cancel", out _))
        {
            (await api.PostAsync($"/api/instances/{_instance}/cancel", new JsonObject { ["reason"] = "test" })).Ok();
        }
        else if (step.TryGetProperty("start", out var definition))
        {
            await StartAsync(definition.GetString()!, Node(step, "input"), Text(step, "correlationId"));
        }
        else
        {
            await ResumeAsync(step);
        }
    }

    private async Task ResumeAsync(JsonElement step)
    {
        switch (step.GetProperty("resume").GetString())
        {
            case "Event":
                (await api.PostAsync("/api/events", new JsonObject
                {
                    ["name"] = Text(step, "name"),
                    ["correlationId"] = Text(step, "correlationId"),
                    ["payload"] = Node(step, "payload"),
                })).Ok();
                break;
            case "Delay":
                var waits = (await ViewAsync(_instance))["waiting"]!.AsArray();
                var due = waits.First(wait => wait!["dueAt"] is not null && (Text(step, "activity") is not { } id || wait["activityId"]!.GetValue<string>() == id))!["dueAt"]!;
                await api.SettleAsync(due.GetValue<DateTimeOffset>());
                break;
            default:
                var ids = await InstanceIdsAsync();
                var tasks = (await api.GetAsync($"/api/tasks?name={Uri.EscapeDataString(Text(step, "name")!)}&limit=500")).Ok()["items"]!.AsArray();
                var task = tasks.First(item => ids.Contains(item!["instanceId"]!.GetValue<string>()))!;
                (await api.PostAsync($"/api/tasks/{task["id"]}/complete", new JsonObject { ["data"] = Node(step, "payload") })).Ok();
                break;
        }
    }

    private async Task WriteEndAsync()
    {
        var view = await ViewAsync(_instance);
        var entries = await EntriesAsync(_instance);
        Outcome["status"] = view["status"]!.DeepClone();
        Outcome["subStatus"] = view["subStatus"]!.DeepClone();
        Outcome["lines"] = await LinesAsync();
        Outcome["output"] = view["output"]!.DeepClone();
        Outcome["incidents"] = new JsonArray([.. view["incidents"]!.AsArray().Select(incident => incident!["activityId"]!.DeepClone())]);
        Outcome["incidentMessages"] = new JsonArray([.. view["incidents"]!.AsArray().Select(incident => incident!["message"]!.DeepClone())]);
        Outcome["completedActivities"] = new JsonArray([.. Of(entries, "ActivityCompleted").Select(entry => (JsonNode)ActivityId(entry))]);
        Outcome["canceledActivities"] = new JsonArray([.. Of(entries, "ActivityCanceled").Select(ActivityId).Order(StringComparer.Ordinal).Select(id => (JsonNode)id)]);
        Outcome["outcomes"] = new JsonArray([.. Of(entries, "ActivityCompleted").Where(entry => entry["outcomes"] is not null)
            .Select(entry => new JsonObject { ["activity"] = ActivityId(entry), ["outcomes"] = entry["outcomes"]!.DeepClone() })]);
        Outcome["waitingAtEnd"] = await WaitingAsync();
        Outcome["correlationId"] = view["correlationId"]?.DeepClone();
        Outcome["name"] = view["name"]?.DeepClone();
        Outcome["variables"] = new JsonObject(view["variables"]!.AsArray().Select(item => KeyValuePair.Create(item!["name"]!.GetValue<string>(), item["value"]?.DeepClone())));
        var ids = await InstanceIdsAsync();
        Instances = ids.Count;
        var tasks = new JsonArray();
        var instances = new List<JsonObject>();
        foreach (var id in ids)
        {
            foreach (var entry in Of(await EntriesAsync(id), "TaskOpened")) tasks.Add(new JsonObject { ["name"] = entry["name"]!.DeepClone(), ["payload"] = entry["data"]?.DeepClone() });
            var each = await ViewAsync(id);
            instances.Add(new JsonObject
            {
                ["definitionId"] = each["definitionId"]!.DeepClone(),
                ["status"] = each["status"]!.DeepClone(),
                ["subStatus"] = each["subStatus"]!.DeepClone(),
                ["correlationId"] = each["correlationId"]?.DeepClone(),
            });
        }

        Outcome["tasks"] = tasks;
        Outcome["instances"] = new JsonArray([.. instances
            .OrderBy(item => item["definitionId"]!.GetValue<string>(), StringComparer.Ordinal)
            .ThenBy(item => item["correlationId"]?.GetValue<string>(), StringComparer.Ordinal)
            .ThenBy(item => item["status"]!.GetValue<string>() == "Running" ? 0 : 1)]);
    }

    private async Task<JsonArray> LinesAsync()
    {
        var lines = new JsonArray();
        foreach (var id in await InstanceIdsAsync())
        {
            foreach (var entry in Of(await EntriesAsync(id), "LineWritten")) lines.Add(entry["text"]?.DeepClone());
        }

        return lines;
    }

    private async Task<JsonArray> WaitingAsync()
    {
        var view = await ViewAsync(_instance);
        if (view["status"]!.GetValue<string>() == "Finished") return [];
        return new JsonArray([.. view["waiting"]!.AsArray().Select(wait => wait!["activityType"]!.GetValue<string>()).Order(StringComparer.Ordinal).Select(type => (JsonNode)type)]);
    }

    private async Task<JsonNode> ViewAsync(string id) => (await api.GetAsync($"/api/instances/{id}")).Ok();

    private async Task<List<string>> InstanceIdsAsync() =>
        [.. (await api.GetAsync("/api/instances?limit=100")).Ok()["items"]!.AsArray()
            .Where(item => DateTimeOffset.Parse(item!["createdAt"]!.GetValue<string>(), CultureInfo.InvariantCulture) >= _start)
            .Select(item => item!["id"]!.GetValue<string>()).Reverse()];

    private async Task<List<JsonNode>> EntriesAsync(string id) =>
        [.. (await api.GetAsync($"/api/instances/{id}/journal?limit=500")).Ok()["items"]!.AsArray().SelectMany(burst => burst!["entries"]!.AsArray()).Select(entry => entry!)];

    private static IEnumerable<JsonNode> Of(List<JsonNode> entries, string kind) => entries.Where(entry => entry["kind"]!.GetValue<string>() == kind);

    private static string ActivityId(JsonNode entry) => entry["nodeId"]!.GetValue<string>().Split(':')[^1];

    private static string? Text(JsonElement step, string member) => step.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static JsonNode? Node(JsonElement step, string member) => step.TryGetProperty(member, out var value) ? JsonNode.Parse(value.GetRawText()) : null;
}
