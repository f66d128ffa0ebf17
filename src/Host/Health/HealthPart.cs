using System.Globalization;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Health;

/// <summary>How a part is.</summary>
public enum HealthStatus { Ok, Warning, Failed }

/// <summary>One part of the Host and why it is as it is. Never secrets: the report is open to whoever reaches the Host.</summary>
/// <param name="Name">Stable name, such as <c>outbox</c>.</param>
/// <param name="Reason">Stable key, such as <c>outbox.parked</c>.</param>
/// <param name="Text">The reason in Chinese.</param>
/// <param name="Value">What was measured, as text; null where nothing was.</param>
public sealed record HealthPart(string Name, HealthStatus Status, string Reason, string Text, string? Value)
{
    /// <param name="key">Key of the reason below the part's name; the text is the resource <c>Health.{part}.{key}</c>.</param>
    public static HealthPart Of(string name, HealthStatus status, string key, params object[] values) => new(
        name, status, $"{name}.{key}", UiTexts.InChinese($"Health.{name}.{key}", values),
        values.Length == 0 ? null : Convert.ToString(values[0], CultureInfo.InvariantCulture));

    public static HealthPart Ok(string name, params object[] values) => Of(name, HealthStatus.Ok, "ok", values);

    public static HealthPart Warning(string name, string key, params object[] values) => Of(name, HealthStatus.Warning, key, values);

    public static HealthPart Failed(string name, string key, params object[] values) => Of(name, HealthStatus.Failed, key, values);
}

/// <summary>The whole.</summary>
/// <param name="Status"><c>ready</c>, <c>degraded</c> (it serves, and somebody should look), or <c>waiting</c> (it does not serve).</param>
/// <param name="Version">The release that this node runs: during a rolling upgrade there are two.</param>
public sealed record HealthReport(string Status, string? Why, string? Version, DateTimeOffset At, IReadOnlyList<HealthPart> Parts);
