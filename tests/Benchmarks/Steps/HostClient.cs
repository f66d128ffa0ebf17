using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>Sends commands to the Host as a person, with idempotency keys.</summary>
internal sealed class HostClient : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpClient _http;
    private long _keys;

    public HostClient(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("X-Api-Key", HostUnderTest.ApiKey);
    }

    /// <exception cref="InvalidOperationException">The Host refused; with its answer.</exception>
    public async Task<JsonElement> PostAsync(string path, string? person, ReadOnlyMemory<byte> body) =>
        await TryPostAsync(path, person, body) ?? throw new InvalidOperationException($"{path} as {person}: 429, the Host is too busy.");

    /// <returns>The answer; null when the Host turned the command away with 429.</returns>
    /// <exception cref="InvalidOperationException">The Host refused for another reason, or did not say when to come back.</exception>
    public async Task<JsonElement?> TryPostAsync(string path, string? person, ReadOnlyMemory<byte> body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Add("Idempotency-Key", Interlocked.Increment(ref _keys).ToString(CultureInfo.InvariantCulture));
        if (person is not null) request.Headers.Add("X-Acting-User", person);
        using var response = await _http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (response is { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter: not null }) return null;
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{path} as {person}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(bytes)}");
        return JsonElement.Parse(bytes);
    }

    /// <exception cref="InvalidOperationException">The Host refused; with its answer.</exception>
    public async Task<JsonElement> GetAsync(string path, string person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Acting-User", person);
        using var response = await _http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{path} as {person}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(bytes)}");
        return JsonElement.Parse(bytes);
    }

    /// <summary>Completes the first task that a burst opened; its id tells instance and burst. Gives the number of the new burst.</summary>
    public async Task<long> CompleteAsync(string instanceId, long burst, string? person, ReadOnlyMemory<byte> body) =>
        (await PostAsync(CompletePath(instanceId, burst), person, body)).GetProperty("burst").GetInt64();

    /// <summary>Where the first task that a burst opened is completed.</summary>
    public static string CompletePath(string instanceId, long burst) => string.Create(CultureInfo.InvariantCulture, $"/api/tasks/{instanceId}-{burst}-t1/complete");

    public void Dispose() => _http.Dispose();
}
