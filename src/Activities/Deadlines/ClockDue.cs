namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>The due instants of a clock that was extended or moved to another calendar.</summary>
internal static class ClockDue
{
    /// <summary>The due instant after a delay counted from the current one.</summary>
    public static Deadline Extended(DateTimeOffset due, Limit by, WorkCalendar calendar)
    {
        // A statutory day that ends at 24:00 is stored as 00:00 of the next, which must not be taken for the start day.
        var from = by.Mode == CountingMode.Statutory ? due.AddTicks(-1) : due;
        return DeadlineCalculator.Compute(from, by, calendar);
    }

    /// <summary>The due instant of a running clock under another calendar.</summary>
    public static Deadline Again(PausableClock clock, WorkCalendar calendar)
    {
        var limit = clock.Limit;
        var working = limit.CountsWorkingTime;
        if (limit.Mode == CountingMode.Statutory && clock.RunningSince == DeadlineCalculator.CountsFrom(clock.StartedAt, limit))
        {
            var first = DeadlineCalculator.Compute(clock.StartedAt, limit, calendar);
            if (clock.ExtendedBy == 0) return first;
            var then = Extended(first.Due, new Limit(clock.ExtendedBy, limit.Unit, limit.Mode, limit.RollForward), calendar);
            return then with { Provisional = first.Provisional || then.Provisional };
        }

        // After a pause a statutory clock too goes on by its remaining time, so there are no more days to count.
        var due = CountedTime.Add(calendar, working, clock.RunningSince, clock.Total - clock.UsedBefore);
        return new Deadline(due, due, working && CountedTime.IsProvisional(calendar, clock.StartedAt, due));
    }

    /// <summary>⌊70 % × (limit + approved delay)⌋ in counted time.</summary>
    public static TimeSpan YellowAfter(PausableClock clock, TimeSpan total)
    {
        if (clock.Limit is not { Mode: CountingMode.Statutory, Unit: LimitUnit.NaturalDay }) return DeadlineCalculator.YellowShare(total);
        var share = DeadlineCalculator.YellowShare(TimeSpan.FromDays((double)(clock.Limit.Amount + clock.ExtendedBy)));
        return share < total ? share : total;
    }
}
