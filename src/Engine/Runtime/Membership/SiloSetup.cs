using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GridGov.Workflow.Engine.Runtime.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>Sets up this node's silo as a member of the cluster that its database holds.</summary>
internal static class SiloSetup
{
    /// <exception cref="InvalidOperationException">The advertised address is not an IP address; names the setting.</exception>
    public static void UseDatabaseMembership(this ISiloBuilder silo, WorkflowEngineOptions options)
    {
        var node = options.Cluster;
        if (!IPAddress.TryParse(node.AdvertisedAddress, out var address) || address.Equals(IPAddress.Any))
        {
            throw new InvalidOperationException(
                $"WorkflowEngine:Cluster:AdvertisedAddress is '{node.AdvertisedAddress}'; it must be an IP address that the other nodes reach, such as 10.0.0.5.");
        }

        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (node.ClusterId, node.ServiceId));
        silo.ConfigureEndpoints(address, node.SiloPort == 0 ? KeptPort(options.DataFolder, address) : node.SiloPort, node.GatewayPort, node.ListenOnAnyAddress);
        silo.Services.AddSingleton<MembershipCheck>();
        silo.Services.AddSingleton<LifeSigns>();
        silo.Services.AddSingleton<IMembershipTable, DatabaseMembershipTable>();
        silo.Configure<ClusterMembershipOptions>(Detect);
    }

    /// <summary>
    /// A killed node is declared dead after three lost probes of 1.5 s, confirmed by a second node where there is one: 5 to 7 s, and two
    /// more for its instances to be up elsewhere. Shorter probes would take a long garbage collection, or a disk that stalls, for a death;
    /// such an error costs reloads, never data, because the burst number fences the one that was declared dead.
    /// </summary>
    private static void Detect(ClusterMembershipOptions membership)
    {
        (membership.ProbeTimeout, membership.MinProbeTimeout, membership.MaxProbeTimeout) = (TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(30);

        // Gossip tells of changes at once; the look at the table is for a node that gossip missed, such as one that slept through its own death.
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(3);

        // A start asks every member that gave a sign of life lately; after a power cut of all nodes it must not wait long for those that are gone.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedTableIAmAliveLimit = 3;
        membership.MaxJoinAttemptTime = TimeSpan.FromMinutes(2);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }

    private static int KeptPort(string dataFolder, IPAddress address)
    {
        var file = Path.Combine(dataFolder, "silo-port");
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var kept) && IsFree(address, kept)) return kept;
        var port = FreePort(address);
        Directory.CreateDirectory(dataFolder);
        File.WriteAllText(file, port.ToString(CultureInfo.InvariantCulture));
        return port;
    }

    /// <summary>A port of the address that nobody has now.</summary>
    public static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
