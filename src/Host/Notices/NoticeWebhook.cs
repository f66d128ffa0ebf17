using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Notices;

/// <summary>
/// Posts a notice to a unit's system. The unit checks it by <c>X-GridGov-Signature: sha256={hex HMAC-SHA256 of "timestamp.body"}</c>
/// with its secret, and refuses an old <c>X-GridGov-Timestamp</c> (seconds since 1970). <c>Idempotency-Key</c> stays the same over all tries.
/// </summary>
internal sealed class NoticeWebhook(IHttpClientFactory clients, IOptionsMonitor<NoticeOptions> options, TimeProvider time) : IEffectHandler
{
    public const string EffectKind = "notice-webhook";
    public const string TimestampHeader = "X-GridGov-Timestamp";
    public const string SignatureHeader = "X-GridGov-Signature";
    private static readonly JsonElement Empty = JsonElement.Parse("{}"u8);

    public string Kind => EffectKind;

    public async Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        var message = NoticeMessage.Read(delivery.Payload);
        if (!options.CurrentValue.Webhooks.TryGetValue(message.Unit, out var target))
            throw new EffectRefusedException("notice.not-configured", $"The unit '{message.Unit}' has no webhook any more.");
        var url = new Uri(target.Url);
        if (!options.CurrentValue.AllowedHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase))
            throw new EffectRefusedException("notice.host-not-allowed", $"'{url.Host}' is not in {NoticeOptions.Section}:{nameof(NoticeOptions.AllowedHosts)}.");

        var body = JsonSerializer.SerializeToUtf8Bytes(message, NoticeMessage.Json);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.Add("Idempotency-Key", delivery.Key);
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, Sign(target.Secret, timestamp, body));
        using var client = clients.CreateClient(EffectKind);
        using var response = await client.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return Empty;
        var isForGood = (int)response.StatusCode is >= 400 and < 500 and not (408 or 425 or 429);
        throw isForGood
            ? new EffectRefusedException("notice.refused", $"The webhook of '{message.Unit}' answered {(int)response.StatusCode}.")
            : new HttpRequestException($"The webhook of '{message.Unit}' answered {(int)response.StatusCode}.");
    }

    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));
}
