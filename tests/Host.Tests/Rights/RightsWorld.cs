using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Rights;

/// <summary>
/// A Host with one thing of each kind that routes name: a case at the water office whose task a handler has claimed, an instance that
/// waits, a definition, a key, a substitution, a file.
/// </summary>
public sealed partial class RightsWorld : IAsyncLifetime
{
    private const string Definition = "one-task";
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public IRunningHost Host { get; private set; } = null!;

    internal IReadOnlyList<Caller> Callers { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        // Everybody here comes from one address.
        Host = await InProcessHost.StartAsync(
            null, "--virtual-clock", "true", "--GridGov:Public:ReadsPerMinute", "10000", "--GridGov:Public:SendsPerTenMinutes", "10000", "--GridGov:Public:RefusalMilliseconds", "0",
            "--GridGov:Public:TriesPerCode", "100");
        var city = new City(Host);
        var system = new Api(Host);
        var number = await city.ReceivedCaseAsync();
        var task = await city.TaskIdAsync(number, "handler-sw", "AwaitReply");
        (await city.As("handler-sw").PostAsync($"/api/tasks/{task}/claim")).Ok();
        await TestDefinitions.PublishAsync(system, Definition);
        var instance = await TestDefinitions.StartAsync(system, Definition, "rights");
        var version = (await system.GetAsync($"/elsa/api/workflow-definitions/by-definition-id/{Definition}?versionOptions=Latest")).Ok()["id"]!.GetValue<string>();
        Callers = await Caller.AllAsync(Host);
        var key = (await system.GetAsync("/api/keys")).Ok()["items"]![0]!["id"]!.GetValue<string>();
        var substitution = (await city.As("handler-sw").PostAsync("/api/substitutions", new JsonObject
        {
            ["deputy"] = "desk-sw",
            ["from"] = "2098-12-01T00:00:00+08:00",
            ["to"] = "2099-01-01T00:00:00+08:00",
            ["reason"] = "休假",
        })).Ok()["id"]!.GetValue<string>();
        using var file = new ByteArrayContent("%PDF-1.7 现场记录"u8.ToArray());
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var upload = await Host.Client("handler-sw").PostAsync("/api/attachments?name=note.pdf", file);
        var reference = JsonNode.Parse(await upload.Content.ReadAsStringAsync())!["reference"]!.GetValue<string>();

        _values["caseNumber"] = _values["CaseNumber"] = number;
        _values["tasks/{id}"] = _values["tasks/{Id}"] = _values["taskId"] = task;
        _values["instances/{id}"] = _values["workflow-instances/{id}"] = _values["instanceId"] = instance;
        _values["definitionId"] = _values["definitions/{id}"] = Definition;
        _values["by-id/{id}"] = _values["workflow-definition-versions/{id}"] = version;
        _values["version:int"] = "1";
        _values["keys/{id}"] = key;
        _values["substitutions/{id}"] = substitution;
        _values["reference"] = reference;
        _values["action"] = "urge";
        _values["year"] = "2026";
        _values["personId"] = _values["people/{id}"] = "handler-hw";
        _values["units/{id}"] = "410999-HW";
        _values["code"] = City.Grid;
        _values["documentName"] = "v1";
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>The request of a line: to the real thing, or for who may, to what the line puts in its place.</summary>
    internal HttpRequestMessage Request(EndpointLine line, bool isAllowed)
    {
        var path = Parameter().Replace(line.Route, found =>
        {
            var name = found.Groups["name"].Value;
            var before = found.Groups["before"].Value;
            return before + "/" + (isAllowed && line.Values.TryGetValue(name, out var other) ? other : Value(before, name));
        });
        var method = line.Method != "ANY" ? new HttpMethod(line.Method) : line.Route.EndsWith("negotiate", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get;
        var request = new HttpRequestMessage(method, path + line.Query);
        if (method != HttpMethod.Get && method != HttpMethod.Head && method != HttpMethod.Delete) request.Content = new StringContent(line.Body, Encoding.UTF8, line.ContentType);
        return request;
    }

    // "tasks/{id}" before "id": what an id means depends on what stands before it.
    private string Value(string before, string name) =>
        _values.GetValueOrDefault($"{before}/{{{name}}}") ?? _values.GetValueOrDefault(name) ?? "none";

    [GeneratedRegex(@"(?<before>[^/{}]*)/\{\**(?<name>[A-Za-z:]+)\??\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
