using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.DirectoryData;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Administration.ReferenceData;

/// <summary>A calendar that was put in force, or was there already.</summary>
public sealed record CalendarReply(CalendarChange Change, DirectoryVersion Version, bool IsNew);

/// <summary>
/// Adds calendars: a year that the State Council has published, a correction, other office hours. Clocks that run keep the calendar
/// that they were started under.
/// </summary>
internal sealed class CalendarEditing(ReferenceEditing editing, ICaseDataSource data, AdminRights rights, AdminLog log, CurrentUser user)
{
    public const string Part = "calendar";

    /// <summary>Every version, the one in force last.</summary>
    public IReadOnlyList<CalendarVersionView> List()
    {
        rights.RequireSystem();
        var all = data.Newest.Calendars;
        return [.. all.Select(calendar => new CalendarVersionView(calendar.Version, [.. calendar.Years.Select(year => year.Year)], calendar == all[^1]))];
    }

    /// <summary>A version as the file that it was made of.</summary>
    public string Text(string version)
    {
        rights.RequireSystem();
        return editing.CalendarText(version) ?? throw ProblemException.NotFound("calendar", version);
    }

    /// <summary>What the calendar, or the single year, would change. Nothing is put in force.</summary>
    public CalendarChange Preview(string json)
    {
        rights.RequireSystem();
        return Checked(() => CalendarChange.Between(data.Newest.Calendar, editing.TryCalendar(json)));
    }

    /// <param name="basedOn">The version in force when the change was looked at; null = whichever is.</param>
    /// <exception cref="ProblemException">409 when another calendar was put in force meanwhile.</exception>
    public async Task<CalendarReply> AddAsync(string json, string? basedOn, CancellationToken stop)
    {
        rights.RequireSystem();
        try
        {
            var added = await editing.AddCalendarAsync(json, basedOn, user.Actor.Id, stop) ?? throw new ProblemException(
                StatusCodes.Status409Conflict, "calendar.changed", $"Calendar '{basedOn}' is no longer in force, '{data.Newest.Calendar.Version}' is. Look at what changes again.")
            { Field = "basedOn", Value = basedOn, Allowed = data.Newest.Calendar.Version };
            var change = CalendarChange.Between(added.Before, added.After);
            if (added.IsNew) await log.RecordAsync(new AdminAct("calendar.add", change.After, new { change.Before, days = change.Days.Count, change.NewYears, change.LostYears }), stop);
            return new CalendarReply(change, added.Version, added.IsNew);
        }
        catch (DataFileException refused)
        {
            throw DirectoryFaults.ToProblem(refused, Part);
        }
    }

    private static T Checked<T>(Func<T> check)
    {
        try
        {
            return check();
        }
        catch (DataFileException refused)
        {
            throw DirectoryFaults.ToProblem(refused, Part);
        }
    }
}

/// <summary>A version of the calendar in a list.</summary>
public sealed record CalendarVersionView(string Version, IReadOnlyList<int> Years, bool IsInForce);
