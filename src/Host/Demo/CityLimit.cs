namespace GridGov.Workflow.Host.Demo;

/// <summary>A limit as people know it: office hours, or hours around the clock for what is urgent.</summary>
/// <param name="Hours">Hours; a working day is eight.</param>
/// <param name="RoundTheClock">True for 紧急工作时.</param>
internal readonly record struct CityLimit(double Hours, bool RoundTheClock)
{
    public static CityLimit Work(double hours) => new(hours, RoundTheClock: false);

    public static CityLimit Days(double days) => Work(days * 8);

    public static CityLimit Urgent(double hours) => new(hours, RoundTheClock: true);

    public TimeSpan Span => TimeSpan.FromHours(Hours);

    /// <summary>The instant when the share of the limit is used.</summary>
    public DateTimeOffset After(DateTimeOffset start, double share = 1) => Move(start, Span * share);

    /// <summary>The instant after some time of this limit's kind.</summary>
    public DateTimeOffset Move(DateTimeOffset start, TimeSpan span) => RoundTheClock ? start + span : OfficeTime.Add(start, span);

    /// <summary>Time of this limit's kind between two instants.</summary>
    public TimeSpan Between(DateTimeOffset start, DateTimeOffset end) => RoundTheClock ? end - start : OfficeTime.Between(start, end);
}
