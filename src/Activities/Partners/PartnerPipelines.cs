using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Activities.Partners;

/// <summary>Registers the HTTP side of one kind of partner.</summary>
internal static class PartnerPipelines
{
    /// <summary>Which partner a request goes to: each has its own circuit breaker, so that one that is down does not stop the others.</summary>
    public static readonly HttpRequestOptionsKey<string> PartnerKey = new("partner");

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BreakerSampling = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(200);

    public static void AddPartnerClient<TClient, TOptions>(this IServiceCollection services)
        where TClient : class
        where TOptions : PartnerApiOptions
    {
        var client = services.AddHttpClient<TClient>((provider, http) =>
        {
            http.MaxResponseContentBufferSize = PartnerExchange.MaxAnswerBytes;

            // The pipeline's timeouts end the tries; this one ends the reading of an answer that never ends.
            http.Timeout = Options<TOptions>(provider).TotalTimeout + Options<TOptions>(provider).AttemptTimeout;
        });

        // Handlers live as singletons, so the connections are renewed here instead of by the factory. A redirect could lead
        // a message to an address that nobody configured.
        client.UseSocketsHttpHandler((handler, _) =>
        {
            handler.PooledConnectionLifetime = ConnectionLifetime;
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.AutomaticDecompression = DecompressionMethods.None;
        }).SetHandlerLifetime(Timeout.InfiniteTimeSpan);

        client.RemoveAllLoggers();
        client.AddStandardResilienceHandler().Configure((resilience, provider) =>
        {
            var options = Options<TOptions>(provider);
            resilience.AttemptTimeout.Timeout = options.AttemptTimeout;
            resilience.TotalRequestTimeout.Timeout = options.TotalTimeout;
            resilience.Retry.MaxRetryAttempts = options.Retries;
            resilience.Retry.Delay = FirstRetryDelay;
            resilience.CircuitBreaker.SamplingDuration = BreakerSampling;
        }).SelectPipelineBy(_ => request => request.Options.TryGetValue(PartnerKey, out var partner) ? partner : "");
    }

    private static TOptions Options<TOptions>(IServiceProvider provider) where TOptions : class =>
        provider.GetRequiredService<IOptions<TOptions>>().Value;
}
