using System.Text.Json;
using System.Text.RegularExpressions;
using GridGov.Workflow.Engine.Runtime;

namespace GridGov.Workflow.Activities.Partners;

/// <summary>What is sent to a partner: <c>POST {base}/actions/{action}</c> with case, order and body.</summary>
/// <param name="Partner">Code of the unit or grid.</param>
/// <param name="OrderId">Order that it is about; null for a grid.</param>
/// <param name="Body">The action's own members; <c>pd:</c> references still unresolved.</param>
internal sealed partial record PartnerCall(string Partner, string CaseNumber, string? OrderId, string Action, JsonElement Body)
{
    /// <summary>Reads an effect's payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="kind">Prefix of codes: <c>department</c> or <c>grid</c>.</param>
    /// <param name="partnerField">Member that names the partner.</param>
    /// <exception cref="EffectRefusedException">A member is missing or of another kind: no attempt could succeed.</exception>
    public static PartnerCall Read(JsonElement payload, string kind, string partnerField)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            throw new EffectRefusedException($"{kind}.payload-invalid", $"调用内容应为对象，实为 {payload.ValueKind}。");
        var action = Text(payload, "action", kind);
        if (!ActionName().IsMatch(action))
            throw new EffectRefusedException($"{kind}.payload-invalid", $"字段“action”为“{action}”；应以字母开头，由 1 至 64 个字母、数字或短横线组成。");
        var orderId = payload.TryGetProperty("orderId", out var order) && order.ValueKind == JsonValueKind.String ? order.GetString() : null;
        var body = payload.TryGetProperty("body", out var given) && given.ValueKind != JsonValueKind.Null ? given : JsonSerializer.SerializeToElement(new { });
        return new PartnerCall(Text(payload, partnerField, kind), Text(payload, "caseNumber", kind), orderId, action, body);
    }

    private static string Text(JsonElement payload, string field, string kind)
    {
        if (payload.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
            return value.GetString()!;
        throw new EffectRefusedException($"{kind}.payload-invalid", $"缺少字段“{field}”，应为非空文字。");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,63}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ActionName();
}
