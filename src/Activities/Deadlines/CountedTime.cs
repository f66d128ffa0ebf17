namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// Adding and measuring the time that a limit uses up: office hours only, or every minute; in both cases without outages.
/// </summary>
internal static class CountedTime
{
    // A calendar without any hours would be searched for ever; ten years of limit and ten of suspension fit.
    private const int LongestSearchDays = 20 * 366;

    /// <summary>The earliest instant at which the amount has been used up since the start; the start itself for nothing.</summary>
    public static DateTimeOffset Add(WorkCalendar calendar, bool working, DateTimeOffset start, TimeSpan amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, TimeSpan.Zero);
        if (amount == TimeSpan.Zero) return start.ToChina();
        foreach (var (from, to) in Stretches(calendar, working, start))
        {
            var length = to - from;
            if (amount <= length) return (from + amount).ToChina();
            amount -= length;
        }

        throw new InvalidOperationException($"Calendar '{calendar.Version}' leaves {amount} of counted time unused {LongestSearchDays} days after {start:O}; check its office hours and outages.");
    }

    /// <summary>The counted time between two instants.</summary>
    public static TimeSpan Between(WorkCalendar calendar, bool working, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var sum = TimeSpan.Zero;
        foreach (var (begin, end) in Stretches(calendar, working, from))
        {
            if (begin >= to) break;
            sum += (end < to ? end : to) - begin;
        }

        return sum;
    }

    /// <summary>Whether the calendar lacks the holidays of a year between the two instants, bounds included.</summary>
    public static bool IsProvisional(WorkCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        for (var year = ChinaTime.DayOf(from).Year; year <= ChinaTime.DayOf(to).Year; year++)
            if (!calendar.Covers(year)) return true;
        return false;
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Stretches(WorkCalendar calendar, bool working, DateTimeOffset start)
    {
        foreach (var (from, to) in working ? OfficeStretches(calendar, start) : [(start, start.AddDays(LongestSearchDays))])
        {
            var begin = from;
            foreach (var outage in calendar.Outages)
            {
                if (outage.To <= begin) continue;
                if (outage.From >= to) break;
                if (outage.From > begin) yield return (begin, outage.From);
                begin = outage.To;
            }

            if (begin < to) yield return (begin, to);
        }
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> OfficeStretches(WorkCalendar calendar, DateTimeOffset start)
    {
        var day = ChinaTime.DayOf(start);
        for (var i = 0; i < LongestSearchDays; i++, day = day.AddDays(1))
        {
            foreach (var period in calendar.PeriodsOn(day))
            {
                var (from, to) = (ChinaTime.At(day, period.From), ChinaTime.At(day, period.To));
                if (to > start) yield return (from > start ? from : start, to);
            }
        }
    }
}
