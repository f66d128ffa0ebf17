using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Calendars;

/// <summary>A year of the working calendar that clocks run by.</summary>
/// <param name="Version">Version of the calendar; every clock keeps the one that it was started under.</param>
/// <param name="IsPublished">False while the State Council has not published the year: Monday to Friday, and due dates are provisional.</param>
/// <param name="Source">The paper that the days come from.</param>
/// <param name="WorkingDays">How many days are worked.</param>
/// <param name="DaysOff">Published days off, the weekends inside a holiday run included.</param>
/// <param name="WorkingWeekends">Saturdays and Sundays that are worked (调休上班).</param>
public sealed record CalendarView(
    int Year, string Version, bool IsPublished, string? Source, int WorkingDays, IReadOnlyList<MonthView> Months,
    IReadOnlyList<DateOnly> DaysOff, IReadOnlyList<DateOnly> WorkingWeekends)
{
    public static CalendarView Of(WorkCalendar calendar, int year)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var published = calendar.YearOf(year);
        return new CalendarView(
            year, calendar.Version, published is not null, published?.Source, calendar.WorkingDaysIn(year),
            [.. Enumerable.Range(1, 12).Select(month => MonthView.Of(calendar, year, month))],
            [.. (published?.DaysOff ?? []).Order()], [.. (published?.WorkingWeekends ?? []).Order()]);
    }
}

/// <summary>A month with its working days.</summary>
public sealed record MonthView(int Month, int WorkingDays, IReadOnlyList<int> Days)
{
    public static MonthView Of(WorkCalendar calendar, int year, int month)
    {
        var days = Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Where(day => calendar.IsWorkingDay(new DateOnly(year, month, day))).ToList();
        return new MonthView(month, days.Count, days);
    }
}

/// <summary>The calendar in force, year by year.</summary>
internal static class CalendarEndpoints
{
    public const int First = 2000;
    public const int Last = 2100;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/calendars/{year}", Read).WithTags("Deadlines");

    private static CalendarView Read(string year, ICaseDataSource data) => int.TryParse(year, out var wanted) && wanted is >= First and <= Last
        ? CalendarView.Of(data.Newest.Calendar, wanted)
        : throw ProblemException.Invalid("year", year, $"{First} to {Last}");
}
