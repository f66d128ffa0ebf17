using System.Collections.Frozen;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>The published holidays of one year (domain.md §3.7).</summary>
/// <param name="Year">The year, all days below lie in it.</param>
/// <param name="Source">The State Council paper the days come from.</param>
/// <param name="DaysOff">Days off, the weekends inside a holiday run included.</param>
/// <param name="WorkingWeekends">Saturdays and Sundays that are worked (调休上班).</param>
public sealed record CalendarYear(int Year, string Source, FrozenSet<DateOnly> DaysOff, FrozenSet<DateOnly> WorkingWeekends);
