using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>The Host's REST surface in a test's words: JSON in, JSON and status out.</summary>
public sealed class Api(HttpClient client)
{
    public Api(IRunningHost host, string? actingUser = null) : this(host.Client(actingUser))
    {
    }

    public async Task<ApiAnswer> GetAsync(string path)
    {
        using var response = await client.GetAsync(path);
        return await ReadAsync(response);
    }

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body = null, string? key = null) => PostTextAsync(path, body?.ToJsonString() ?? "{}", key);

    public async Task<ApiAnswer> PostTextAsync(string path, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);

        // A server that refuses a long body closes the connection while it is still being sent: ask first.
        request.Headers.ExpectContinue = body.Length > 1_000_000;
        using var response = await client.SendAsync(request);
        return await ReadAsync(response);
    }

    /// <summary>Lets the Host come to rest, and moves its virtual clock when a time is given.</summary>
    public async Task SettleAsync(DateTimeOffset? to = null)
    {
        var target = to ?? (await GetAsync("/api/clock")).Json["now"]!.GetValue<DateTimeOffset>();
        (await PostAsync("/api/clock/advance", new JsonObject { ["to"] = target })).Ok();
    }

    private static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new ApiAnswer((int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType);
    }
}

/// <summary>An answer with its body.</summary>
public sealed record ApiAnswer(int Status, string Text, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Text.Length == 0 ? "null" : Text)!;

    /// <summary>The answer's JSON; fails the test with the whole text when the status is not a success.</summary>
    public JsonNode Ok() => Status is >= 200 and < 300 ? Json : throw new InvalidOperationException($"Status {Status}: {Text}");

    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
