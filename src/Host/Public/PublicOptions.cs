using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Host.Public;

/// <summary>How often the public may ask; section <c>GridGov:Public</c>.</summary>
public sealed class PublicOptions
{
    public const string Section = HostOptions.Section + ":Public";

    /// <summary>Pages and queries of one address in a minute.</summary>
    [Range(1, 10_000)]
    public int ReadsPerMinute { get; set; } = 120;

    /// <summary>Reports, evaluations and the like of one address in ten minutes. A public terminal is one address.</summary>
    [Range(1, 10_000)]
    public int SendsPerTenMinutes { get; set; } = 30;

    /// <summary>Failed tries at one query code in a quarter of an hour, from wherever: four digits must not be guessed.</summary>
    [Range(3, 100)]
    public int TriesPerCode { get; set; } = 10;

    /// <summary>A refused query takes at least so many milliseconds, so that its time tells nothing.</summary>
    [Range(0, 5000)]
    public int RefusalMilliseconds { get; set; } = 400;

    /// <summary>Above so many grids the place is searched for instead of being picked from one list.</summary>
    [Range(1, 500)]
    public int LongestGridList { get; set; } = 60;
}
