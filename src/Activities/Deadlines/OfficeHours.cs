using System.Runtime.InteropServices;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>One stretch of office hours inside a day; legal: <c>From &lt; To</c>. Half open: the closing instant is outside.</summary>
/// <param name="From">Opening time, China time.</param>
/// <param name="To">Closing time, China time.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OfficePeriod(TimeOnly From, TimeOnly To);

/// <summary>Office hours of a season, so that summer and winter hours can differ. Both bounds are included and the season stays inside one year.</summary>
/// <param name="FromMonth">First month, 1–12.</param>
/// <param name="FromDay">First day of that month.</param>
/// <param name="ToMonth">Last month, 1–12.</param>
/// <param name="ToDay">Last day of that month.</param>
/// <param name="Periods">The stretches of a working day, in order, not overlapping, at least one.</param>
public sealed record OfficeHours(int FromMonth, int FromDay, int ToMonth, int ToDay, IReadOnlyList<OfficePeriod> Periods)
{
    /// <summary>Whether the day of any year lies in the season.</summary>
    public bool Includes(DateOnly day)
    {
        var key = (day.Month * 100) + day.Day;
        return key >= (FromMonth * 100) + FromDay && key <= (ToMonth * 100) + ToDay;
    }
}

/// <summary>
/// A day with its own hours, set by an organisation (特色日历): a half day, or no periods for a day off.
/// It wins over the national days off and working weekends.
/// </summary>
/// <param name="Day">The day.</param>
/// <param name="Periods">Its hours in order, not overlapping; empty for a day off.</param>
/// <param name="Note">Why, for the people who check a due date.</param>
public sealed record SpecialDay(DateOnly Day, IReadOnlyList<OfficePeriod> Periods, string Note);

/// <summary>A system outage approved by an administrator and an auditor; no clock runs inside it (domain.md §2.5). Half open.</summary>
/// <param name="From">First instant of the outage.</param>
/// <param name="To">First instant after it.</param>
/// <param name="Reason">What happened and who approved, for the record.</param>
public sealed record OutageWindow(DateTimeOffset From, DateTimeOffset To, string Reason);
