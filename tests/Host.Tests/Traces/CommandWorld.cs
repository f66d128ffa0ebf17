using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Elsa;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Traces;

/// <summary>Makes whatever a sample of a command needs; each sample gets its own.</summary>
internal sealed class CommandWorld(IRunningHost host)
{
    /// <summary>Arguments of a Host that takes all samples.</summary>
    public static readonly string[] Settings = ["--virtual-clock", "true", "--GridGov:Engine:Http:AllowedHosts:0", "127.0.0.1", "--GridGov:Engine:Http:MaxAttempts", "1"];

    private int _made;

    public IRunningHost Host => host;

    public City City { get; } = new(host);

    /// <summary>The system itself.</summary>
    public Api System { get; } = new(host);

    public static async Task<CommandWorld> PrepareAsync(IRunningHost host)
    {
        var world = new CommandWorld(host);
        foreach (var definition in (string[])["one-task", "one-fault", "one-call"]) await TestDefinitions.PublishAsync(world.System, definition);
        return world;
    }

    public string Next(string begin) => $"{begin}-{++_made}";

    /// <summary>An instance that waits at a task for software.</summary>
    public Task<string> InstanceAsync() => TestDefinitions.StartAsync(System, "one-task", Next("start"));

    public async Task<string> TaskOfAsync(string instance) =>
        (await System.GetAsync($"/api/instances/{instance}")).Ok()["waiting"]!.AsArray().Single(wait => wait!["kind"]!.GetValue<string>() == "task")!["id"]!.GetValue<string>();

    /// <summary>An instance with an open incident, and the incident.</summary>
    public async Task<(string Instance, string Incident)> FaultedAsync()
    {
        var instance = await TestDefinitions.StartAsync(System, "one-fault", Next("start"));
        return (instance, (await System.GetAsync($"/api/instances/{instance}")).Ok()["incidents"]![0]!["id"]!.GetValue<string>());
    }

    /// <summary>Key of an effect that could not be delivered, ready for a path.</summary>
    public async Task<string> ParkedAsync()
    {
        var start = new JsonObject { ["input"] = new JsonObject { ["Effects"] = "http://127.0.0.1:9/" } };
        var instance = (await System.PostAsync("/api/definitions/one-call/execute", start)).Ok()["instanceId"]!.GetValue<string>();
        await System.SettleAsync();
        return Uri.EscapeDataString((await System.GetAsync($"/api/effects?state=parked&instanceId={instance}")).Ok()["items"]![0]!["key"]!.GetValue<string>());
    }

    /// <summary>A new definition with two versions, the second a draft: its id and the draft's.</summary>
    public async Task<(string Id, string VersionId)> DefinitionAsync(bool isPublished = true)
    {
        using var studio = new Studio(host, "office-01");
        var first = await studio.SaveAsync(Models.WriteThenWait(), publish: isPublished);
        if (!isPublished) return (Text(first, "definitionId"), Text(first, "id"));
        first["description"] = "第二版";
        var second = await studio.SaveAsync(first);
        return (Text(second, "definitionId"), Text(second, "id"));
    }

    /// <summary>A definition that is published and has no draft, with an instance that waits.</summary>
    public async Task<(string Definition, string Instance)> RunningAsync()
    {
        using var studio = new Studio(host, "office-01");
        var (saved, instance) = await studio.RunWriteThenWaitAsync();
        return (Text(saved, "definitionId"), instance);
    }

    public async Task<byte[]> FileAsync(string path)
    {
        using var studio = new Studio(host, "office-01");
        return (await studio.GetAsync(path)).Bytes;
    }

    public async Task<string> ClaimableAsync() => await City.TaskIdAsync(await City.ReceivedCaseAsync(), "handler-sw", "AwaitReply");

    public async Task<string> ClaimedAsync()
    {
        var task = await ClaimableAsync();
        (await City.As("handler-sw").PostAsync($"/api/tasks/{task}/claim")).Ok();
        return task;
    }

    public static HttpContent Json(string text) => new StringContent(text, Encoding.UTF8, "application/json");

    public static HttpContent Json(JsonNode node) => Json(node.ToJsonString());

    public static HttpContent Files(byte[] bytes, string name = "file.json") => new MultipartFormDataContent { { new ByteArrayContent(bytes), "files", name } };

    public static HttpContent Octets(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    public static async Task<JsonNode> ResourceAsync(string name)
    {
        await using var stream = typeof(Activities.Catalogue.RoutingTable).Assembly.GetManifestResourceStream(name)!;
        return (await JsonNode.ParseAsync(stream))!;
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
