using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Runtime;
using Polly;

namespace GridGov.Workflow.Activities.Partners;

/// <summary>One call of a partner's system and the meaning of its answer. The same for departments and grids.</summary>
internal sealed class PartnerExchange(HttpClient http, IPersonalValues values, string kind, string partnerField)
{
    /// <summary>Largest answer that is read.</summary>
    public const int MaxAnswerBytes = 256 * 1024;

    private const string KeyHeader = "Idempotency-Key";
    private const string ApiKeyHeader = "X-Api-Key";

    /// <exception cref="EffectRefusedException">The partner refused, or answered what is no JSON object.</exception>
    /// <exception cref="PartnerUnavailableException">It did not answer, or asked to come again.</exception>
    public async Task<JsonElement> SendAsync(PartnerCall call, PartnerAddress address, string key, CancellationToken cancellationToken)
    {
        var personal = new PersonalFields(values, $"{kind}-api/{call.Partner}/{call.Action}");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address.Base, "actions/" + call.Action));
        request.Content = JsonContent.Create(new JsonObject
        {
            [partnerField] = call.Partner,
            ["caseNumber"] = call.CaseNumber,
            ["orderId"] = call.OrderId,
            ["action"] = call.Action,
            ["body"] = await personal.FillAsync(call.Body, cancellationToken),
        });

        // Without a length some simple servers refuse a chunked body.
        await request.Content.LoadIntoBufferAsync(cancellationToken);
        request.Headers.Add(KeyHeader, key);
        if (address.ApiKey is { } apiKey) request.Headers.TryAddWithoutValidation(ApiKeyHeader, apiKey);
        request.Options.Set(PartnerPipelines.PartnerKey, call.Partner);
        return await ReadAsync(request, call, personal, cancellationToken);
    }

    private async Task<JsonElement> ReadAsync(HttpRequestMessage request, PartnerCall call, PersonalFields personal, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (IsTransient(response.StatusCode)) throw new PartnerUnavailableException($"{Name(call)}: HTTP {(int)response.StatusCode}.");
            return response.IsSuccessStatusCode
                ? Result(call, text, personal)
                : throw Refusal(call, (int)response.StatusCode, text, personal);
        }
        catch (Exception error) when (error is HttpRequestException or ExecutionRejectedException or IOException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PartnerUnavailableException($"{Name(call)}: {error.GetType().Name}.", error);
        }
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private JsonElement Result(PartnerCall call, string text, PersonalFields personal)
    {
        if (string.IsNullOrWhiteSpace(text)) return JsonSerializer.SerializeToElement(new { });
        if (Parse(text) is { ValueKind: JsonValueKind.Object } answer) return personal.Clear(answer);
        throw new EffectRefusedException($"{kind}.answer-invalid", $"“{call.Partner}”对“{call.Action}”的应答不是 JSON 对象；对方可能已受理，请先核对再处理。");
    }

    private EffectRefusedException Refusal(PartnerCall call, int status, string text, PersonalFields personal)
    {
        var answer = Parse(text) is { } json ? personal.Clear(json) : (JsonElement?)null;
        var details = JsonSerializer.SerializeToElement(new { partner = call.Partner, action = call.Action, status, answer });
        var said = answer is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.String
            ? detail.GetString()
            : null;
        return new EffectRefusedException($"{kind}.refused", $"“{call.Partner}”拒绝了“{call.Action}”（HTTP {status}）{(said is null ? "。" : "：" + said)}", details);
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Name(PartnerCall call) => $"{kind}-api '{call.Partner}' did not take '{call.Action}'";
}
