using System.Text;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Runtime.Http;

/// <summary>Effect payload to request, and response to result.</summary>
internal static class HttpPayload
{
    public static string? Text(JsonElement payload, string member) =>
        payload.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    public static HttpRequestMessage Request(EffectDelivery delivery, HttpMethod method, Uri uri, bool withBody)
    {
        var request = new HttpRequestMessage(method, uri);
        try
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", delivery.Key);
            if (Text(delivery.Payload, "authorization") is { } authorization) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            if (withBody && delivery.Payload.TryGetProperty("content", out var content) && content.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                request.Content = Body(content, Text(delivery.Payload, "contentType"));
            if (delivery.Payload.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object)
            {
                foreach (var header in headers.EnumerateObject()) Add(request, header.Name, header.Value);
            }

            return request;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            request.Dispose();
            throw new EffectRefusedException("http.request", EffectTexts.Format("Http.Request", e.Message));
        }
    }

    /// <summary>The result; <c>parsed</c> is the body as JSON when it says that it is JSON, else the text.</summary>
    public static JsonElement Result(HttpResponseMessage response, string body)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode", (int)response.StatusCode);
            json.WriteStartObject("headers");
            foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) json.WriteString(name, string.Join(", ", values));
            json.WriteEndObject();
            json.WriteString("body", body);
            json.WritePropertyName("parsed");
            if (Parse(response, body) is { } parsed) parsed.WriteTo(json);
            else json.WriteStringValue(body);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        return document.RootElement.Clone();
    }

    private static void Add(HttpRequestMessage request, string name, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

        // The key and the target are the engine's business.
        if (name.Equals("Host", StringComparison.OrdinalIgnoreCase) || name.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase)) return;
        if (!request.Headers.TryAddWithoutValidation(name, text)) request.Content?.Headers.TryAddWithoutValidation(name, text);
    }

    private static StringContent Body(JsonElement content, string? contentType)
    {
        var isText = content.ValueKind == JsonValueKind.String;
        return new StringContent(isText ? content.GetString()! : content.GetRawText(), Encoding.UTF8, contentType ?? (isText ? "text/plain" : "application/json"));
    }

    private static JsonElement? Parse(HttpResponseMessage response, string body)
    {
        if (response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true || body.Length == 0) return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
