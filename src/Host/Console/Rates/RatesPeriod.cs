using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Host.Console.Rates;

/// <summary>Periods that people ask for.</summary>
public enum RatesPeriod
{
    /// <summary>The month that runs.</summary>
    ThisMonth,

    /// <summary>The month before.</summary>
    LastMonth,

    /// <summary>The quarter that runs.</summary>
    ThisQuarter,

    /// <summary>The year that runs.</summary>
    ThisYear,

    /// <summary>Two days of the reader's choice.</summary>
    Custom,
}

/// <summary>First day and the day after the last of a period, in China.</summary>
public static class RatesPeriods
{
    public static (DateTimeOffset From, DateTimeOffset To) Of(RatesPeriod period, DateOnly from, DateOnly to, DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        var month = new DateOnly(today.Year, today.Month, 1);
        var (first, after) = period switch
        {
            RatesPeriod.ThisMonth => (month, month.AddMonths(1)),
            RatesPeriod.LastMonth => (month.AddMonths(-1), month),
            RatesPeriod.ThisQuarter => (month.AddMonths(-((month.Month - 1) % 3)), month.AddMonths(3 - ((month.Month - 1) % 3))),
            RatesPeriod.ThisYear => (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year + 1, 1, 1)),
            _ => (from, to.AddDays(1)),
        };
        return (ChinaTime.StartOf(first), ChinaTime.StartOf(after));
    }
}
