using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Host.Administration.ReferenceData;

/// <summary>What a new calendar changes for clocks that start under it.</summary>
/// <param name="Before">Version in force; a change is put in force only while it still is.</param>
/// <param name="NewYears">Years that are published now.</param>
/// <param name="LostYears">Years that are no longer published: what touches them becomes provisional.</param>
/// <param name="Days">Days that become off or worked, in the years that either of them publishes.</param>
/// <param name="HoursDiffer">Office hours of some working day change.</param>
/// <param name="OutagesDiffer">Outages are added or taken away.</param>
public sealed record CalendarChange(
    string Before, string After, IReadOnlyList<int> NewYears, IReadOnlyList<int> LostYears, IReadOnlyList<DayChange> Days, bool HoursDiffer, bool OutagesDiffer)
{
    public bool IsNothing => NewYears.Count == 0 && LostYears.Count == 0 && Days.Count == 0 && !HoursDiffer && !OutagesDiffer;

    public static CalendarChange Between(WorkCalendar before, WorkCalendar after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, next) = (Years(before), Years(after));
        var all = old.Union(next).Order().SelectMany(DaysOf).ToList();
        return new CalendarChange(
            before.Version, after.Version, [.. next.Except(old)], [.. old.Except(next)],
            [.. all.Where(day => before.IsWorkingDay(day) != after.IsWorkingDay(day)).Select(day => new DayChange(day, after.IsWorkingDay(day)))],
            all.Exists(day => before.IsWorkingDay(day) && after.IsWorkingDay(day) && !before.PeriodsOn(day).SequenceEqual(after.PeriodsOn(day))),
            !before.Outages.SequenceEqual(after.Outages));
    }

    private static List<int> Years(WorkCalendar calendar) => [.. calendar.Years.Select(year => year.Year)];

    private static IEnumerable<DateOnly> DaysOf(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);
}

/// <summary>A day that was worked and becomes off, or the other way round.</summary>
public sealed record DayChange(DateOnly Day, bool IsWorking);
