using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>What makes calendar data legal, for the loader and for overrides made in code. Each answers null when all is well.</summary>
internal static class WorkCalendarRules
{
    public static FaultText? PeriodsProblem(IReadOnlyList<OfficePeriod> periods)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].From >= periods[i].To)
                return $"office period {periods[i].From:HH:mm}-{periods[i].To:HH:mm} must end after it begins";
            if (i > 0 && periods[i].From < periods[i - 1].To)
                return $"office period {periods[i].From:HH:mm}-{periods[i].To:HH:mm} must begin at or after {periods[i - 1].To:HH:mm}";
        }

        return null;
    }

    public static FaultText? SeasonsProblem(IReadOnlyList<OfficeHours> seasons)
    {
        // A leap year has every day that any year has.
        for (var day = new DateOnly(2024, 1, 1); day.Year == 2024; day = day.AddDays(1))
        {
            var matching = seasons.Count(s => s.Includes(day));
            if (matching != 1) return $"office hours must cover each day of the year exactly once, {day:MM-dd} is covered {matching} times";
        }

        foreach (var season in seasons)
        {
            if (season.Periods.Count == 0) return "office hours of a season must have at least one period";
            if (PeriodsProblem(season.Periods) is { } problem) return problem;
        }

        return null;
    }

    public static FaultText? OutagesProblem(IEnumerable<OutageWindow> outages)
    {
        OutageWindow? before = null;
        foreach (var outage in outages.OrderBy(o => o.From))
        {
            if (outage.From >= outage.To) return $"outage from {outage.From:O} to {outage.To:O} must end after it begins";
            if (before is not null && outage.From < before.To) return $"outage from {outage.From:O} must not begin before {before.To:O}, the end of the one before";
            before = outage;
        }

        return null;
    }
}
