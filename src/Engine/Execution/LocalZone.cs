namespace GridGov.Workflow.Engine.Execution;

/// <summary>Asia/Shanghai: +08:00 without daylight saving since 1991; fixed here so that no time-zone data decides an outcome.</summary>
internal static class LocalZone
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", Offset, "Asia/Shanghai", "Asia/Shanghai");
}
