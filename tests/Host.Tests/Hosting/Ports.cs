using System.Net;
using System.Net.NetworkInformation;

namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>
/// Ports for servers that are found at the same one after a restart. They lie below those that Linux gives to whoever asks for any: one of these
/// could be somebody else's by the time that a killed Host comes back.
/// </summary>
internal static class Ports
{
    private const int First = 20_000;
    private const int Count = 12_000;

    // Another run of tests on this machine most likely begins elsewhere.
    private static int _next = Random.Shared.Next(Count);

    public static int Next()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % Count);
            if (!taken.Contains(port)) return port;
        }
    }
}
