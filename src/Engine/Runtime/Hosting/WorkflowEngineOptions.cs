using System.ComponentModel.DataAnnotations;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Http;
using GridGov.Workflow.Engine.Runtime.Membership;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Runtime.Timers;
using Orleans.Hosting;
using Quartz;

namespace GridGov.Workflow.Engine.Runtime.Hosting;

/// <summary>Settings of the engine on one node.</summary>
public sealed class WorkflowEngineOptions
{
    /// <summary>Folder for keys and the anchor file; made when it is missing.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Folder of the audit key and the anchor file, one for all nodes of a cluster. Default: the data folder.</summary>
    public string? AuditFolder { get; set; }

    /// <summary>Folder of archived histories, one for all nodes of a cluster. Default: <c>archive</c> in the data folder.</summary>
    public string? ArchiveFolder { get; set; }

    /// <summary>
    /// True when no other process works on the database: at its start the node takes over what an earlier one had claimed. False makes
    /// the node a member of the cluster that the database holds.
    /// </summary>
    public bool IsSingleNode { get; set; } = true;

    /// <summary>Threads that run bursts with scripts; 0 = as many as processors, at least 2.</summary>
    [Range(0, 256)]
    public int ScriptThreads { get; set; }

    /// <summary>How long an instance stays in memory after its last stimulus; at four fifths of the memory that the process may use the longest idle go earlier.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "1.00:00:00")]
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often tables are looked through for what the signals missed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often the heads of the journals are anchored.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan AnchorInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Longest wait for running work when the host stops.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(15);

    public CommitOptions Commits { get; set; } = new();
    public TimerOptions Timers { get; set; } = new();
    public OutboxOptions Outbox { get; set; } = new();
    public EventOptions Events { get; set; } = new();
    public HttpEffectOptions Http { get; set; } = new();
    public ClusterNodeOptions Cluster { get; set; } = new();

    /// <summary>
    /// Sets up the silo's clustering. Default: membership in the database, or with <see cref="IsSingleNode"/> a cluster of one in this
    /// process, on free ports of the loopback address.
    /// </summary>
    public Action<ISiloBuilder>? ConfigureSilo { get; set; }

    /// <summary>Sets up Quartz's store and more. Default: in memory.</summary>
    public Action<IQuartzBuilder>? ConfigureQuartz { get; set; }
}
