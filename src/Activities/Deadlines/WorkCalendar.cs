using System.Collections.Frozen;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// Working days and office hours, for China time. Immutable and safe to share. A year without published holidays counts
/// Monday to Friday as working, and whatever touches it is provisional (domain.md §3.7).
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenDictionary<int, CalendarYear> _years;
    private readonly FrozenDictionary<DateOnly, SpecialDay> _specialDays;
    private readonly IReadOnlyList<OfficeHours> _officeHours;

    internal WorkCalendar(
        string version,
        IEnumerable<CalendarYear> years,
        IReadOnlyList<OfficeHours> officeHours,
        IEnumerable<SpecialDay> specialDays,
        IEnumerable<OutageWindow> outages)
    {
        Version = version;
        _years = years.ToFrozenDictionary(y => y.Year);
        _officeHours = officeHours;
        _specialDays = specialDays.ToFrozenDictionary(d => d.Day);
        Outages = [.. outages.OrderBy(o => o.From)];
    }

    /// <summary>The calendar shipped with the product, from <c>Deadlines/Data/calendar-cn.json</c>.</summary>
    public static WorkCalendar China { get; } = WorkCalendarLoader.LoadEmbedded();

    /// <summary>Version of the data; stored on each clock, so that a due instant can be computed again.</summary>
    public string Version { get; }

    /// <summary>The years with published holidays, in order.</summary>
    public IEnumerable<CalendarYear> Years => _years.Values.OrderBy(y => y.Year);

    /// <summary>The published holidays of a year, or null.</summary>
    public CalendarYear? YearOf(int year) => _years.GetValueOrDefault(year);

    /// <summary>Outages in order of time, not overlapping.</summary>
    public IReadOnlyList<OutageWindow> Outages { get; }

    /// <summary>Whether the holidays of the year are published; if not, due dates touching it are provisional.</summary>
    public bool Covers(int year) => _years.ContainsKey(year);

    /// <summary>Whether the day has office hours.</summary>
    public bool IsWorkingDay(DateOnly day) => PeriodsOn(day).Count > 0;

    /// <summary>The office hours of the day in order; empty when the day is off.</summary>
    public IReadOnlyList<OfficePeriod> PeriodsOn(DateOnly day)
    {
        if (_specialDays.TryGetValue(day, out var special)) return special.Periods;
        if (!IsNationalWorkingDay(day)) return [];
        foreach (var season in _officeHours)
            if (season.Includes(day)) return season.Periods;
        throw new InvalidOperationException($"Calendar '{Version}' has no office hours for {day:yyyy-MM-dd}; its seasons must cover the whole year.");
    }

    /// <summary>Working days of the year.</summary>
    public int WorkingDaysIn(int year)
    {
        var count = 0;
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
            if (IsWorkingDay(day)) count++;
        return count;
    }

    /// <summary>
    /// The calendar of an organisation: this one with own days and, if given, own office hours. It is another version,
    /// <c>{version}+{name}</c>.
    /// </summary>
    /// <param name="name">Name of the override, it ends in the version.</param>
    /// <param name="specialDays">Own days; they win over the ones already there.</param>
    /// <param name="officeHours">Own seasons covering the whole year, or null to keep the ones of this calendar.</param>
    /// <exception cref="ArgumentException">The days or hours are not legal.</exception>
    public WorkCalendar OverriddenBy(string name, IEnumerable<SpecialDay> specialDays, IReadOnlyList<OfficeHours>? officeHours = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(specialDays);
        var days = _specialDays.ToDictionary();
        foreach (var special in specialDays)
        {
            if (WorkCalendarRules.PeriodsProblem(special.Periods) is { } problem)
                throw new ArgumentException($"Special day {special.Day:yyyy-MM-dd}: {problem}", nameof(specialDays));
            days[special.Day] = special;
        }

        if (officeHours is not null && WorkCalendarRules.SeasonsProblem(officeHours) is { } seasons) throw new ArgumentException(seasons.ToString(), nameof(officeHours));
        return new WorkCalendar($"{Version}+{name}", _years.Values, officeHours ?? _officeHours, days.Values, Outages);
    }

    /// <summary>This calendar with a further outage, as version <c>{version}+{name}</c>.</summary>
    /// <exception cref="ArgumentException">The window is empty or overlaps another.</exception>
    public WorkCalendar WithOutage(string name, OutageWindow outage)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(outage);
        OutageWindow[] outages = [.. Outages, outage];
        if (WorkCalendarRules.OutagesProblem(outages) is { } problem) throw new ArgumentException(problem.ToString(), nameof(outage));
        return new WorkCalendar($"{Version}+{name}", _years.Values, _officeHours, _specialDays.Values, outages);
    }

    private bool IsNationalWorkingDay(DateOnly day)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (!_years.TryGetValue(day.Year, out var year)) return !weekend;
        return weekend ? year.WorkingWeekends.Contains(day) : !year.DaysOff.Contains(day);
    }
}
