namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// The one zone of the product, Asia/Shanghai. A constant offset of +08:00: the zone has had no daylight saving since 1991,
/// and a constant does not depend on the time zone files of the machine.
/// </summary>
public static class ChinaTime
{
    /// <summary>Offset of Asia/Shanghai from UTC.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>The same instant written with the offset +08:00.</summary>
    public static DateTimeOffset ToChina(this DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The calendar day in China on which the instant falls.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant of a day and time of day in China.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);

    /// <summary>Midnight at which the day begins in China.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);
}
