namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// Turns a start instant and a limit into due instants (domain.md §3.1–§3.8). Pure; every result is in China time.
/// <para>
/// Yellow begins when ⌊70 % of the limit⌋ is used, counted as the limit itself is: in whole office minutes for working units,
/// in whole minutes for the others. A statutory limit in working days is measured in office minutes from the first counted
/// day; one in natural days in minutes from the first counted midnight, without the days it may roll forward.
/// </para>
/// <para>
/// Provisional means that the count walked over a year without published holidays. Limits that run through holidays never
/// look at the calendar's days and are never provisional.
/// </para>
/// </summary>
public static class DeadlineCalculator
{
    /// <summary>Computes due and yellow instant of a limit that starts now.</summary>
    /// <param name="start">Start instant in any offset.</param>
    /// <param name="limit">A legal limit.</param>
    /// <param name="calendar">Working days, office hours and outages.</param>
    /// <exception cref="ArgumentException">The limit is the default value.</exception>
    public static Deadline Compute(DateTimeOffset start, Limit limit, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        limit.EnsureValid(nameof(limit));
        if (limit.Mode == CountingMode.Running) return Running(start, limit, calendar);
        return limit.Unit == LimitUnit.WorkDay ? StatutoryWorkDays(start, limit, calendar) : StatutoryNaturalDays(start, limit, calendar);
    }

    /// <summary>The earliest instant at which the working time has been used up since the start; the start itself for zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static DateTimeOffset AddWorkingTime(DateTimeOffset start, TimeSpan workingTime, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return CountedTime.Add(calendar, working: true, start, workingTime);
    }

    /// <summary>The office time between two instants, outages left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is before <paramref name="from"/>.</exception>
    public static TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset to, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return CountedTime.Between(calendar, working: true, from, to);
    }

    /// <summary>⌊70 %⌋ of a time, in whole minutes.</summary>
    internal static TimeSpan YellowShare(TimeSpan total) => TimeSpan.FromMinutes(total.Ticks * 7 / 10 / TimeSpan.TicksPerMinute);

    /// <summary>The instant from which a limit uses up time: the start, or midnight after the start day when statutory.</summary>
    internal static DateTimeOffset CountsFrom(DateTimeOffset start, Limit limit) => limit.Mode == CountingMode.Running
        ? start.ToChina()
        : ChinaTime.StartOf(ChinaTime.DayOf(start).AddDays(1));

    private static Deadline Running(DateTimeOffset start, Limit limit, WorkCalendar calendar)
    {
        var total = TimeSpan.FromMinutes(limit.Minutes);
        var working = limit.CountsWorkingTime;
        var due = CountedTime.Add(calendar, working, start, total);
        var yellow = CountedTime.Add(calendar, working, start, YellowShare(total));
        return new Deadline(due, yellow, working && CountedTime.IsProvisional(calendar, start, due));
    }

    private static Deadline StatutoryWorkDays(DateTimeOffset start, Limit limit, WorkCalendar calendar)
    {
        var from = CountsFrom(start, limit);
        var day = ChinaTime.DayOf(start);
        for (var counted = 0; counted < limit.Amount;)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkingDay(day)) counted++;
        }

        var due = ChinaTime.At(day, calendar.PeriodsOn(day)[^1].To);
        var total = CountedTime.Between(calendar, working: true, from, due);
        var yellow = CountedTime.Add(calendar, working: true, from, YellowShare(total));
        return new Deadline(due, yellow, CountedTime.IsProvisional(calendar, from, due));
    }

    private static Deadline StatutoryNaturalDays(DateTimeOffset start, Limit limit, WorkCalendar calendar)
    {
        var from = CountsFrom(start, limit);
        var last = ChinaTime.DayOf(start).AddDays((int)limit.Amount);
        var day = last;
        if (limit.RollForward)
            while (!calendar.IsWorkingDay(day)) day = day.AddDays(1);

        // Civil Code 203: the last day ends at the close of business where there are business hours, otherwise at 24:00.
        var periods = calendar.PeriodsOn(day);
        var due = periods.Count > 0 ? ChinaTime.At(day, periods[^1].To) : ChinaTime.StartOf(day.AddDays(1));
        var yellow = from + YellowShare(TimeSpan.FromDays((double)limit.Amount));
        return new Deadline(due, yellow < due ? yellow : due, !calendar.Covers(last.Year) || !calendar.Covers(day.Year));
    }
}
