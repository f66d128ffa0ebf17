namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>The computed end of a limit, in China time. A reply exactly at <see cref="Due"/> is on time.</summary>
/// <param name="Due">Last instant that is on time. 24:00 of a day is written as 00:00 of the next.</param>
/// <param name="Yellow">First instant of the yellow light, never after <see cref="Due"/>.</param>
/// <param name="Provisional">True when a year without published holidays was counted; compute again once they are published.</param>
public readonly record struct Deadline(DateTimeOffset Due, DateTimeOffset Yellow, bool Provisional)
{
    /// <summary>The calendar day on which the limit ends; for 24:00 the day that ends, not the one that begins.</summary>
    public DateOnly LastDay => ChinaTime.DayOf(Due.AddTicks(-1));
}
