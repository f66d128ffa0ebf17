using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Runtime.Outbox;

namespace GridGov.Workflow.Engine.Runtime.Http;

/// <summary>
/// Sends an HTTP request of a workflow. Payload <c>{ method, url, headers, content, contentType, authorization }</c>, result
/// <c>{ statusCode, headers, body, parsed }</c>; every status is a result. Failure codes: <c>http.connect</c>, <c>http.timeout</c>,
/// <c>http.forbidden</c>, <c>http.request</c>, <c>http.too-large</c>.
/// </summary>
internal sealed class HttpEffectHandler(IHttpClientFactory clients, HttpEffectOptions options) : ILimitsAttempts
{
    public const string ClientName = "workflow-http";

    private readonly HostGate _gate = new(options);

    public string Kind => "http";
    public int MaxAttempts => options.MaxAttempts;

    public async Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        try
        {
            return await SendAsync(delivery, timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EffectAttemptException("http.timeout", EffectTexts.Format("Http.Timeout", options.Timeout.TotalSeconds), e);
        }
        catch (HttpRequestException e) when (e.InnerException is EffectRefusedException refused)
        {
            throw new EffectRefusedException(refused.Code, refused.Message);
        }
        catch (HttpRequestException e)
        {
            throw new EffectAttemptException("http.connect", EffectTexts.Format("Http.Connect", e.Message), e);
        }
    }

    private async Task<JsonElement> SendAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(ClientName);
        var text = HttpPayload.Text(delivery.Payload, "url");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new EffectRefusedException("http.request", EffectTexts.Format("Http.Address", text));

        var method = HttpMethod.Parse(HttpPayload.Text(delivery.Payload, "method") ?? "GET");
        var withBody = true;
        for (var redirects = 0; ; redirects++)
        {
            using var request = HttpPayload.Request(delivery, method, uri, withBody);
            var admission = _gate.Admit(uri);
            if (admission == HostGate.Admission.Refused)
                throw new EffectRefusedException("http.forbidden", EffectTexts.Format("Http.Host", uri.IdnHost));
            request.Options.Set(GatedConnection.Admission, admission);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (Redirect(response, uri) is { } next && redirects < options.MaxRedirects)
            {
                // 303, and 301/302 after a POST, go on as GET without the body, as browsers do.
                if (response.StatusCode == HttpStatusCode.SeeOther || (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found && method == HttpMethod.Post))
                    (method, withBody) = (HttpMethod.Get, false);

                // Another host must not see this one's credentials.
                if (!string.Equals(next.Authority, uri.Authority, StringComparison.OrdinalIgnoreCase) && HttpPayload.Text(delivery.Payload, "authorization") is not null)
                    throw new EffectRefusedException("http.forbidden", EffectTexts.Format("Http.Redirect", next.Authority));
                uri = next;
                continue;
            }

            return HttpPayload.Result(response, await ReadAsync(response.Content, cancellationToken));
        }
    }

    private static Uri? Redirect(HttpResponseMessage response, Uri from) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location ? new Uri(from, location) : null;

    private async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await stream.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            if (buffer.Length + read > options.MaxResponseBytes)
                throw new EffectRefusedException("http.too-large", EffectTexts.Format("Http.Size", options.MaxResponseBytes));
            buffer.Write(chunk, 0, read);
        }

        return Charset(content.Headers.ContentType).GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static Encoding Charset(MediaTypeHeaderValue? type)
    {
        try
        {
            return type?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
