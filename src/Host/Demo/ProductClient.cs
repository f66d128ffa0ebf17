using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Demo;

/// <summary>What the product answered.</summary>
internal sealed record Answer(int Status, JsonElement Json)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>Code of a problem document, or an empty text.</summary>
    public string Code => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("code", out var code) ? code.ToString() : "";

    /// <summary>Text of a problem document, or an empty text.</summary>
    public string Detail => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("detail", out var detail) ? detail.ToString() : "";
}

/// <summary>The product's REST surface as people of the city use it: the city's gateway signs in and names the person.</summary>
internal sealed class ProductClient(HttpClient http, string apiKey, Action<string>? trace = null)
{
    private int _calls;

    /// <summary>Requests sent so far.</summary>
    public int Calls => _calls;

    public Task<Answer> GetAsync(string? person, string path, CancellationToken stop) => SendAsync(HttpMethod.Get, person, path, null, stop);

    public Task<Answer> PostAsync(string? person, string path, JsonNode body, CancellationToken stop) => SendAsync(HttpMethod.Post, person, path, body, stop);

    private async Task<Answer> SendAsync(HttpMethod method, string? person, string path, JsonNode? body, CancellationToken stop)
    {
        var number = Interlocked.Increment(ref _calls);
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Api-Key", apiKey);
        if (person is not null) request.Headers.Add("X-Acting-User", person);
        if (body is not null)
        {
            request.Headers.Add("Idempotency-Key", "demo-" + number.ToString(CultureInfo.InvariantCulture));
            request.Content = JsonContent.Create(body);
        }

        var began = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, stop);
        var text = await response.Content.ReadAsStringAsync(stop);
        trace?.Invoke($"{Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms {method} {path} [{person}] {body?.ToJsonString()} -> {(int)response.StatusCode} {text}");
        return new Answer((int)response.StatusCode, Parse(text));
    }

    private static JsonElement Parse(string text)
    {
        if (text.Length == 0) return default;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}
