using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Host;

/// <summary>Where this Host keeps its data and how it runs; section <c>GridGov</c>, or the command line.</summary>
public sealed class HostOptions
{
    public const string Section = "GridGov";

    /// <summary>Folder of database, keys, anchors and attachments; <c>--data DIR</c>. Created when missing.</summary>
    [Required, MinLength(1)]
    public string DataFolder { get; set; } = "data";

    /// <summary>Folder of the definitions published at first start; <c>--workflows DIR</c>.</summary>
    [Required, MinLength(1)]
    public string WorkflowsFolder { get; set; } = "workflows";

    /// <summary>Six digits of the division that this deployment serves: the head of every case number (domain.md §1.5).</summary>
    [Required, RegularExpression("^[0-9]{6}$")]
    public string Division { get; set; } = "410999";

    /// <summary>Runs on virtual business time that a caller moves; for demonstration and tests only.</summary>
    public bool VirtualClock { get; set; }

    /// <summary>
    /// How long a Host that is told to stop says "not ready" before it stops taking requests: a little longer than the load balancer
    /// needs to notice. Zero without one.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainDelay { get; set; }

    /// <summary>Whether a first start makes accounts for everybody in the directory. Default: only in the environment Development.</summary>
    public bool? DevelopmentAccounts { get; set; }
}
