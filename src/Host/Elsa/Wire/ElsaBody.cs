using System.Text.Json;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Elsa.Wire;

/// <summary>Reads request bodies: names in any case, unknown members ignored, an empty body is an empty object.</summary>
internal static class ElsaBody
{
    /// <exception cref="ProblemException">400: no JSON, or a member of another kind.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
    {
        var bytes = await RequestBody.ReadAsync(request);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.IsEmpty ? "{}"u8 : bytes.Span, ElsaJson.Options) ?? throw ElsaErrors.Invalid("body.missing", "{}");
        }
        catch (JsonException error)
        {
            throw error.Path is null or "$" || error.InnerException is JsonException
                ? ElsaErrors.Invalid("body.not-json", (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1)
                : ElsaErrors.Invalid("body.wrong-shape", error.Path.TrimStart('$', '.'));
        }
    }
}
