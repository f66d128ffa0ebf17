using System.Net;
using System.Net.Sockets;

namespace GridGov.Workflow.Engine.Runtime.Http;

/// <summary>
/// Opens connections only to admitted addresses. The check is on the address that is then connected to, so a name that
/// resolves differently the second time (DNS rebinding) gains nothing.
/// </summary>
internal static class GatedConnection
{
    public static readonly HttpRequestOptionsKey<HostGate.Admission> Admission = new("workflow-admission");

    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = ConnectAsync,
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var admission = context.InitialRequestMessage.Options.TryGetValue(Admission, out var found) ? found : HostGate.Admission.Refused;
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var admitted = Array.FindAll(addresses, address => admission == HostGate.Admission.Anywhere || (admission == HostGate.Admission.PublicOnly && HostGate.IsPublic(address)));
        if (admitted.Length == 0)
            throw new EffectRefusedException("http.forbidden", EffectTexts.Format("Http.Resolve", host));

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(admitted, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
