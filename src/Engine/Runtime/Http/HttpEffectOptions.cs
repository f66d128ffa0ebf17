using System.ComponentModel.DataAnnotations;

namespace GridGov.Workflow.Engine.Runtime.Http;

/// <summary>Which hosts workflows may call, and how.</summary>
public sealed class HttpEffectOptions
{
    /// <summary>
    /// Allowed hosts: a name (<c>api.gridgov.cn</c>), a name with port (<c>localhost:8080</c>), a suffix (<c>*.gov.cn</c>) or <c>*</c> for
    /// every public address. A host that is named may have a private address; one that only <c>*</c> or a suffix allows may not.
    /// Empty = no calls.
    /// </summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Longest wait for the whole answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Attempts before the activity hears of the failure.</summary>
    [Range(1, 20)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Longest body that is read, in bytes.</summary>
    [Range(1024, 100_000_000)]
    public int MaxResponseBytes { get; set; } = 1_000_000;

    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;
}
