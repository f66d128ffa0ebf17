using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace GridGov.Workflow.Host.Security;

/// <summary>
/// The reverse proxies in front of this Host; section <c>GridGov:Proxy</c>. Only what they say of client address and scheme is believed;
/// without any, headers of that kind are words of the client.
/// </summary>
public sealed class ProxyOptions
{
    public const string Section = HostOptions.Section + ":Proxy";

    /// <summary>Addresses, such as <c>10.0.0.2</c>.</summary>
    public IList<string> Addresses { get; } = [];

    /// <summary>Networks, such as <c>10.0.0.0/24</c>.</summary>
    public IList<string> Networks { get; } = [];

    /// <summary>The middleware's settings, or null when no proxy is named.</summary>
    /// <exception cref="InvalidOperationException">A value is no address or network; names it.</exception>
    public ForwardedHeadersOptions? ToForwardedHeaders()
    {
        if (Addresses.Count == 0 && Networks.Count == 0) return null;
        var headers = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // From the nearest one outward, as long as each is known.
            ForwardLimit = null,
        };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var address in Addresses)
            headers.KnownProxies.Add(IPAddress.TryParse(address, out var proxy) ? proxy : throw Wrong(nameof(Addresses), address, "an IP address such as 10.0.0.2"));
        foreach (var network in Networks)
            headers.KnownIPNetworks.Add(System.Net.IPNetwork.TryParse(network, out var known) ? known : throw Wrong(nameof(Networks), network, "a network such as 10.0.0.0/24"));
        return headers;
    }

    private static InvalidOperationException Wrong(string setting, string value, string allowed) =>
        new($"{Section}:{setting} has the value '{value}'; allowed is {allowed}.");
}
