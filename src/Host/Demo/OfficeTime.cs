namespace GridGov.Workflow.Host.Demo;

/// <summary>
/// Counts office time in the weeks of the demo: 08–12 and 14–18 on working days (domain.md §3.8, calendar of 2026 in §3.7). The
/// demo reckons the limits itself, so that its figures do not lean on the product's calculator.
/// </summary>
internal static class OfficeTime
{
    private const int Year = 2026;

    /// <summary>A working day in running mode.</summary>
    public static readonly TimeSpan WorkDay = TimeSpan.FromHours(8);

    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);
    private static readonly (int Month, int Day)[] DaysOff = [(4, 4), (4, 5), (4, 6), (5, 1), (5, 2), (5, 3), (5, 4), (5, 5), (6, 19), (6, 20), (6, 21)];
    private static readonly (int Month, int Day)[] WorkingWeekends = [(2, 28), (5, 9)];
    private static readonly (int From, int To)[] Periods = [(8, 12), (14, 18)];

    /// <summary>The instant after the given office time has passed; exactly used up, it is the end of that period.</summary>
    public static DateTimeOffset Add(DateTimeOffset start, TimeSpan counted)
    {
        var left = counted;
        foreach (var (from, to) in PeriodsFrom(start))
        {
            if (to - from >= left) return from + left;
            left -= to - from;
        }

        throw new InvalidOperationException("The demo's calendar ended.");
    }

    /// <summary>Office time between two instants; zero when the second is not later.</summary>
    public static TimeSpan Between(DateTimeOffset start, DateTimeOffset end)
    {
        var sum = TimeSpan.Zero;
        foreach (var (from, to) in PeriodsFrom(start))
        {
            if (from >= end) break;
            sum += (to < end ? to : end) - from;
        }

        return sum;
    }

    /// <summary>The instant itself when offices are open, otherwise the next opening.</summary>
    public static DateTimeOffset NextOpen(DateTimeOffset at) => PeriodsFrom(at).First().From;

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> PeriodsFrom(DateTimeOffset start)
    {
        var local = start.ToOffset(Zone);
        for (var day = DateOnly.FromDateTime(local.DateTime); day.Year == Year; day = day.AddDays(1))
        {
            if (!IsWorkingDay(day)) continue;
            foreach (var (open, close) in Periods)
            {
                var from = new DateTimeOffset(day.ToDateTime(new TimeOnly(open, 0)), Zone);
                var to = new DateTimeOffset(day.ToDateTime(new TimeOnly(close, 0)), Zone);
                if (to > local) yield return (from < local ? local : from, to);
            }
        }
    }

    private static bool IsWorkingDay(DateOnly day) => WorkingWeekends.Contains((day.Month, day.Day))
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !DaysOff.Contains((day.Month, day.Day)));
}
