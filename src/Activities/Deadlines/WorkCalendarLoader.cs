using System.Collections.Frozen;
using System.Globalization;
using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>Reads a calendar file; a bad row refuses the whole file, named by line, column and field.</summary>
public static class WorkCalendarLoader
{
    internal const string EmbeddedFile = "Deadlines/Data/calendar-cn.json";

    /// <summary>Reads calendar data in the form of <c>Deadlines/Data/calendar-cn.json</c>.</summary>
    /// <param name="fileName">Name used in errors.</param>
    /// <param name="utf8">The content.</param>
    /// <exception cref="DataFileException">At least one value was rejected.</exception>
    public static WorkCalendar Load(string fileName, ReadOnlySpan<byte> utf8)
    {
        var file = DataFile.Parse(fileName, utf8);
        return Read(file, file.Root);
    }

    /// <summary>Reads a single year: one row of <c>years</c> as a file of its own.</summary>
    /// <exception cref="DataFileException">At least one value was rejected.</exception>
    public static CalendarYear LoadYear(string fileName, ReadOnlySpan<byte> utf8)
    {
        var file = DataFile.Parse(fileName, utf8);
        var year = ReadYear(file.Root);
        file.ThrowIfRejected();
        return year;
    }

    internal static WorkCalendar LoadEmbedded()
    {
        var file = DataFile.Embedded(EmbeddedFile);
        return Read(file, file.Root);
    }

    /// <summary>Reads the calendar that lies under a node of a larger file.</summary>
    internal static WorkCalendar Read(DataFile file, DataNode root)
    {
        root.AllowOnly("version", "note", "years", "officeHours", "specialDays", "outages");
        var version = root.Text("version");
        var years = root.Rows("years").Select(ReadYear).ToList();
        var seasons = root.Rows("officeHours").Select(ReadSeason).ToList();
        var specialDays = root.OptionalRows("specialDays").Select(ReadSpecialDay).ToList();
        var outages = root.OptionalRows("outages").Select(ReadOutage).ToList();
        foreach (var year in years.GroupBy(y => y.Year).Where(g => g.Count() > 1)) root.Reject("years", $"has the year {year.Key} {year.Count()} times");
        foreach (var day in specialDays.GroupBy(d => d.Day).Where(g => g.Count() > 1)) root.Reject("specialDays", $"has {day.Key:yyyy-MM-dd} {day.Count()} times");
        if (WorkCalendarRules.SeasonsProblem(seasons) is { } problem) root.Reject("officeHours", problem);
        if (WorkCalendarRules.OutagesProblem(outages) is { } overlap) root.Reject("outages", overlap);
        file.ThrowIfRejected();
        return new WorkCalendar(version, years, seasons, specialDays, outages);
    }

    private static CalendarYear ReadYear(DataNode row)
    {
        row.AllowOnly("year", "source", "daysOff", "workingWeekends");
        var year = row.Whole("year", 1992, 2999);
        var source = row.Text("source");
        var off = new HashSet<DateOnly>();
        foreach (var run in row.Rows("daysOff")) AddRun(run, year, off);
        var working = new HashSet<DateOnly>();
        foreach (var item in row.Rows("workingWeekends"))
        {
            var day = item.AsDate();
            if (day == default) continue;
            if (day.Year != year) item.Reject($"{day:yyyy-MM-dd} is not in {year}");
            else if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) item.Reject($"{day:yyyy-MM-dd} is a {day.DayOfWeek}; only a Saturday or Sunday can become a working weekend");
            else if (off.Contains(day)) item.Reject($"{day:yyyy-MM-dd} is also a day off; it can be only one of the two");
            else if (!working.Add(day)) item.Reject($"{day:yyyy-MM-dd} is given twice");
        }

        return new CalendarYear(year, source, off.ToFrozenSet(), working.ToFrozenSet());
    }

    private static void AddRun(DataNode run, int year, HashSet<DateOnly> off)
    {
        run.AllowOnly("name", "from", "to");
        run.Text("name");
        var (from, to) = (run.Date("from"), run.Date("to"));
        if (from == default || to == default) return;
        if (from.Year != year) run.Reject("from", $"{from:yyyy-MM-dd} is not in {year}");
        else if (to.Year != year) run.Reject("to", $"{to:yyyy-MM-dd} is not in {year}");
        else if (to < from) run.Reject("to", $"{to:yyyy-MM-dd} must not be before {from:yyyy-MM-dd}");
        else
            for (var day = from; day <= to; day = day.AddDays(1))
                if (!off.Add(day)) run.Reject("from", $"{day:yyyy-MM-dd} is in two holiday runs");
    }

    private static OfficeHours ReadSeason(DataNode row)
    {
        row.AllowOnly("from", "to", "periods");
        var (from, to) = (ReadMonthDay(row, "from"), ReadMonthDay(row, "to"));
        if (from > to) row.Reject("to", $"{to:MM-dd} must not be before {from:MM-dd}; split a season at the end of the year");
        return new OfficeHours(from.Month, from.Day, to.Month, to.Day, ReadPeriods(row));
    }

    private static SpecialDay ReadSpecialDay(DataNode row)
    {
        row.AllowOnly("day", "periods", "note");
        return new SpecialDay(row.Date("day"), ReadPeriods(row), row.Text("note"));
    }

    private static OutageWindow ReadOutage(DataNode row)
    {
        row.AllowOnly("from", "to", "reason");
        return new OutageWindow(row.Instant("from"), row.Instant("to"), row.Text("reason"));
    }

    private static DateOnly ReadMonthDay(DataNode row, string field)
    {
        var text = row.Text(field);
        if (DateOnly.TryParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        if (text.Length > 0) row.Reject(field, $"must be a day MM-dd, found '{text}'");
        return new DateOnly(2024, 1, 1);
    }

    private static List<OfficePeriod> ReadPeriods(DataNode row)
    {
        var periods = new List<OfficePeriod>();
        foreach (var item in row.Rows("periods"))
        {
            if (item.Scalar.Split('-') is [var from, var to] && TryTime(from, out var opens) && TryTime(to, out var closes)) periods.Add(new OfficePeriod(opens, closes));
            else item.Reject($"must be a period HH:mm-HH:mm, found {item.Describe()}");
        }

        if (WorkCalendarRules.PeriodsProblem(periods) is { } problem) row.Reject("periods", problem);
        return periods;
    }

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
