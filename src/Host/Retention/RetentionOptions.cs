using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Host.Retention;

/// <summary>How long histories stay in the database; section <c>GridGov:Retention</c>.</summary>
public sealed class RetentionOptions
{
    public const string Section = HostOptions.Section + ":Retention";

    /// <summary>The law asks for half a year of logs (domain.md §8 no. 1): nothing younger is ever archived.</summary>
    public const int LeastDays = 180;

    /// <summary>Days after which a case that has ended, and that nobody has touched since, is archived. Default: three years.</summary>
    [Range(LeastDays, 36_500)]
    public int CaseDays { get; set; } = 1096;

    /// <summary>Whether cases are archived every day by themselves; else only when an administrator says so.</summary>
    public bool IsAutomatic { get; set; } = true;

    /// <summary>How often work that is left over is looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Rows that one transaction removes at most, and that are held in memory at a time.</summary>
    [Range(10, 100_000)]
    public int BatchRows { get; set; } = 500;
}
