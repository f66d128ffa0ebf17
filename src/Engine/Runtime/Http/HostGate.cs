using System.Net;
using System.Net.Sockets;

namespace GridGov.Workflow.Engine.Runtime.Http;

/// <summary>Decides which addresses an outgoing call may reach. Pure, but for the name look-up that its caller does.</summary>
internal sealed class HostGate(HttpEffectOptions options)
{
    /// <summary>How far a host is allowed.</summary>
    public enum Admission { Refused, PublicOnly, Anywhere }

    public Admission Admit(Uri uri)
    {
        if (uri.Scheme is not ("http" or "https")) return Admission.Refused;
        var admission = Admission.Refused;
        foreach (var entry in options.AllowedHosts)
        {
            if (string.Equals(entry, uri.IdnHost, StringComparison.OrdinalIgnoreCase)
                || string.Equals(entry, $"{uri.IdnHost}:{uri.Port}", StringComparison.OrdinalIgnoreCase))
            {
                return Admission.Anywhere;
            }

            if (string.Equals(entry, "*", StringComparison.Ordinal)
                || (entry.StartsWith("*.", StringComparison.Ordinal) && uri.IdnHost.EndsWith(entry[1..], StringComparison.OrdinalIgnoreCase)))
            {
                admission = Admission.PublicOnly;
            }
        }

        return admission;
    }

    /// <summary>False for loopback, private, link-local, carrier-grade, multicast, documentation and other special ranges.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast || address.IsIPv6UniqueLocal) return false;
            var v6 = address.GetAddressBytes();

            // Only 2000::/3 is global; 2002::/16 (6to4), 2001::/32 (Teredo) and 64:ff9b::/96 can hide an IPv4 address.
            return (v6[0] & 0xE0) == 0x20 && !(v6[0] == 0x20 && v6[1] == 0x02) && !(v6[0] == 0x20 && v6[1] == 0x01 && v6[2] == 0 && v6[3] == 0)
                && !(v6[0] == 0x20 && v6[1] == 0x01 && v6[2] == 0x0D && v6[3] == 0xB8);
        }

        var b = address.GetAddressBytes();
        return b[0] switch
        {
            0 or 10 or 127 or >= 224 => false,
            100 => b[1] is < 64 or > 127,
            169 => b[1] != 254,
            172 => b[1] is < 16 or > 31,
            192 => b[1] != 168 && !(b[1] == 0 && b[2] is 0 or 2),
            198 => b[1] is not (18 or 19) && !(b[1] == 51 && b[2] == 100),
            203 => !(b[1] == 0 && b[2] == 113),
            _ => true,
        };
    }
}
