using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>This node's place in the cluster. The defaults make a cluster of one that nobody reaches from outside.</summary>
public sealed class ClusterNodeOptions
{
    /// <summary>Nodes with the same name on one database are one cluster.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string ClusterId { get; set; } = "gridgov";

    /// <summary>Name of the service; stays when a cluster gets a new name.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string ServiceId { get; set; } = "gridgov";

    /// <summary>IP address under which the other nodes reach this one. Loopback serves nodes on one machine only.</summary>
    [Required]
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>Port for the other nodes; 0 = a free one, kept in the data folder: a restarted node takes its own place at once.</summary>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }

    /// <summary>Port for Orleans clients outside of the nodes; 0 = none, because a Host asks its own node.</summary>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; }

    /// <summary>Listens on all addresses of the machine, for containers whose advertised address is not theirs.</summary>
    public bool ListenOnAnyAddress { get; set; }

    /// <summary>Longest time that a call waits for an instance to move from a lost node to a living one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);
}
