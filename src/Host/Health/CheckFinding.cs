using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Health;

/// <summary>One thing that <c>--check</c> looked at.</summary>
/// <param name="Text">What is so, or wrong.</param>
/// <param name="Mend">What to do about it; null where nothing is to be done.</param>
internal sealed record CheckFinding(HealthStatus Status, string Text, string? Mend)
{
    public static CheckFinding Ok(string key, params object[] values) => new(HealthStatus.Ok, UiTexts.InChinese("Check." + key, values), null);

    public static CheckFinding Warning(string key, params object[] values) => Of(HealthStatus.Warning, key, values);

    public static CheckFinding Fault(string key, params object[] values) => Of(HealthStatus.Failed, key, values);

    private static CheckFinding Of(HealthStatus status, string key, object[] values) =>
        new(status, UiTexts.InChinese("Check." + key, values), UiTexts.InChinese($"Check.{key}.mend", values));

    public override string ToString()
    {
        var mark = UiTexts.InChinese("Check.mark." + Status);
        return Mend is null ? $"[{mark}] {Text}" : $"[{mark}] {Text}{Environment.NewLine}       {Mend}";
    }
}
