using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>A load balancer without health checks: each request goes to the next node, up or not.</summary>
internal sealed class RoundRobin(IReadOnlyList<HostProcess> nodes) : DelegatingHandler(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
{
    // A stopped process takes connections and never answers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);
    private int _next;

    public static HttpClient Client(IReadOnlyList<HostProcess> nodes, string? actingUser)
    {
        var client = new HttpClient(new RoundRobin(nodes)) { BaseAddress = nodes[0].Address, Timeout = Patience };
        client.DefaultRequestHeaders.Add("X-Api-Key", HostProcess.ApiKey);
        if (actingUser is not null) client.DefaultRequestHeaders.Add("X-Acting-User", actingUser);
        return client;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var node = nodes[(int)((uint)Interlocked.Increment(ref _next) % (uint)nodes.Count)];
        request.RequestUri = new Uri(node.Address, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
