using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.Http.Metadata;

namespace GridGov.Workflow.Host.Requests;

/// <summary>
/// A POST that creates or moves something: its body, who sends it, when it was accepted, and the id that makes a repeat harmless.
/// </summary>
/// <param name="Id">From (principal, route, Idempotency-Key); random when the header is absent.</param>
/// <param name="BodyHash">SHA-256 (hex) of the body bytes.</param>
public sealed record Command<T>(T Body, string Id, string BodyHash, Actor Actor, DateTimeOffset At) : IEndpointParameterMetadataProvider
{
    public static async ValueTask<Command<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await RequestBody.ReadAsync(context.Request);
        var user = context.RequestServices.GetRequiredService<CurrentUser>();
        var clock = context.RequestServices.GetRequiredService<IBusinessClock>();
        return new Command<T>(
            RequestBody.Parse<T>(bytes), IdempotencyKey.StimulusId(context, user.PrincipalId),
            Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), user.Actor, clock.Now);
    }

    /// <summary>The same command from a page of ours: the key is made once per form, so that a double click or a retry is one command.</summary>
    /// <param name="route">Method and path of the endpoint that does the same, such as <c>POST /api/tasks/…/claim</c>.</param>
    internal static Command<T> Of(T body, string route, string key, CurrentUser user, DateTimeOffset at)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, RequestBody.Options);
        return new Command<T>(
            body, IdempotencyKey.StimulusId(user.PrincipalId, route, key), Convert.ToHexStringLower(SHA256.HashData(bytes)), user.Actor, at);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>The <c>Idempotency-Key</c> header.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 200;

    /// <summary>128 bits from principal, method, path and key; the key alone is never trusted across principals.</summary>
    /// <exception cref="ProblemException">The header is longer than 200 characters.</exception>
    public static string StimulusId(HttpContext context, string principalId)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length > MaxLength) throw ProblemException.Invalid(Header, key, $"1 to {MaxLength} characters");
        return key.Length == 0
            ? "r-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))
            : StimulusId(principalId, $"{context.Request.Method}\n{context.Request.Path.Value}", key);
    }

    /// <param name="route">Whatever names the operation; pages and endpoints need not agree, since they never share a key.</param>
    public static string StimulusId(string principalId, string route, string key)
    {
        var source = string.Join('\n', principalId, route, key);
        return "k-" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 16));
    }
}

/// <summary>Reads and parses bodies with errors that name the field.</summary>
internal static class RequestBody
{
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Item of the request under which the read bytes are kept for filters.</summary>
    public static readonly object BytesItem = new();

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <exception cref="BadHttpRequestException">413 when the body is larger than 1 MB.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes) throw TooLarge();
        using var buffer = new MemoryStream(request.ContentLength is { } length ? (int)length : 1024);
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        if (buffer.Length > MaxBytes) throw TooLarge();
        ReadOnlyMemory<byte> bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        request.HttpContext.Items[BytesItem] = bytes;
        return bytes;
    }

    /// <exception cref="ProblemException">400 when it is no JSON, 422 naming the field when a member does not fit.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) bytes = "{}"u8.ToArray();
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, Options)
                ?? throw new ProblemException(StatusCodes.Status400BadRequest, "body.null", "The body is JSON null; an object is needed.");
        }
        catch (JsonException error) when (IsSyntax(bytes))
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "body.not-json",
                $"The body is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}. Allowed: one JSON object in UTF-8.");
        }
        catch (JsonException error)
        {
            var field = error.Path is null or "$" ? "$" : error.Path.TrimStart('$', '.');
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "field.invalid", Describe(error, field))
            { Field = field, Value = Offending(bytes, error.Path), Allowed = Allowed<T>(field) };
        }
    }

    private static string Describe(JsonException error, string field)
    {
        var message = error.Message;
        var cut = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return $"Field '{field}': {(cut < 0 ? message : message[..cut])}";
    }

    private static string Allowed<T>(string field)
    {
        var name = field.Split('.', '[')[0];
        var members = typeof(T).GetProperties();
        var member = members.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));
        if (member is null) return "members " + string.Join(", ", members.Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)));
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        return type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : "a JSON value of type " + type.Name;
    }

    private static string? Offending(ReadOnlyMemory<byte> bytes, string? path)
    {
        using var document = JsonDocument.Parse(bytes);
        var at = document.RootElement;
        foreach (var part in (path ?? "$").TrimStart('$', '.').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at)) return null;
        }

        var text = at.GetRawText();
        return text.Length > 120 ? text[..120] + "…" : text;
    }

    private static bool IsSyntax(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static BadHttpRequestException TooLarge() => new("too large", StatusCodes.Status413PayloadTooLarge);
}
