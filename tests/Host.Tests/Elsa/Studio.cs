using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>Speaks to <c>/elsa/api</c> as Studio does.</summary>
internal sealed class Studio(IRunningHost host, string? person = null) : IDisposable
{
    private readonly HttpClient _client = host.Client(person);

    public Task<StudioAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<StudioAnswer> PostAsync(string path, JsonNode? body = null) => SendAsync(HttpMethod.Post, path, body?.ToJsonString(ApiAnswer.Relaxed));

    public Task<StudioAnswer> PostTextAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<StudioAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public async Task<StudioAnswer> UploadAsync(string path, string name, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using var form = new MultipartFormDataContent { { content, "files", name } };
        using var response = await _client.PostAsync("/elsa/api/" + path, form);
        return await StudioAnswer.ReadAsync(response);
    }

    /// <summary>Saves a model; gives the definition of the answer.</summary>
    public async Task<JsonObject> SaveAsync(JsonObject model, bool publish = false) =>
        (await PostAsync("workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish })).Ok()["workflowDefinition"]!.AsObject();

    /// <summary>A definition as the editor loads it.</summary>
    public async Task<JsonObject> OpenAsync(string definitionId) =>
        (await GetAsync($"workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest")).Ok().AsObject();

    /// <summary>Runs a definition; gives the instance's id.</summary>
    public async Task<string> RunAsync(string definitionId, JsonObject? input = null, string versions = "Latest")
    {
        var answer = await PostAsync($"workflow-definitions/{definitionId}/execute", new JsonObject
        {
            ["correlationId"] = null,
            ["triggerActivityId"] = null,
            ["versionOptions"] = versions,
            ["input"] = input,
        });
        answer.Ok();
        return answer.Header("x-elsa-workflow-instance-id")!;
    }

    public async Task<StudioAnswer> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "/elsa/api/" + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(request);
        return await StudioAnswer.ReadAsync(response);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>An instance of a new definition that writes a line and then waits.</summary>
    public async Task<(JsonObject Definition, string InstanceId)> RunWriteThenWaitAsync()
    {
        var saved = await SaveAsync(Models.WriteThenWait(), publish: true);
        return (saved, await RunAsync(saved["definitionId"]!.GetValue<string>(), new JsonObject { ["Message"] = "hi" }));
    }
}

/// <summary>An answer with its headers and bytes.</summary>
internal sealed record StudioAnswer(HttpStatusCode Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes.Length == 0 ? "null" : Text)!;

    /// <summary>Texts that Studio shows.</summary>
    public string Errors => string.Join(' ', Json["errors"]!["generalErrors"]!.AsArray().Select(error => error!.GetValue<string>()));

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public JsonNode Ok() => (int)Status is >= 200 and < 300 ? Json : throw new InvalidOperationException($"Status {Status}: {Text}");

    public static async Task<StudioAnswer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new StudioAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(), headers);
    }
}
