using System.Globalization;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.Texts;

/// <summary>Instants and spans as people in China read them: local time, and how much is left.</summary>
internal sealed class TimeWords(UiTexts texts)
{
    /// <summary>Such as 2026-11-27 09:30.</summary>
    public static string Minute(DateTimeOffset at) => at.ToChina().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Such as 2026-11-27 09:30:12.</summary>
    public static string Second(DateTimeOffset at) => at.ToChina().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => at.ToChina().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Without the year where it is the present one, for lists.</summary>
    public static string Short(DateTimeOffset at, DateTimeOffset now) =>
        at.ToChina().ToString(at.ToChina().Year == now.ToChina().Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For the <c>datetime</c> attribute of <c>time</c>.</summary>
    public static string Machine(DateTimeOffset at) => at.ToChina().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>How much is left until an instant, or how long ago it passed.</summary>
    public string Left(DateTimeOffset due, DateTimeOffset now) =>
        due >= now ? texts.Format("Time.Left", Span(due - now)) : texts.Format("Time.Over", Span(now - due));

    /// <summary>In the two largest units that matter.</summary>
    public string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => texts.Format("Time.DaysHours", (int)span.TotalDays, span.Hours),
        { TotalHours: >= 1 } => texts.Format("Time.HoursMinutes", (int)span.TotalHours, span.Minutes),
        { TotalMinutes: >= 1 } => texts.Format("Time.Minutes", (int)span.TotalMinutes),
        _ => texts["Time.LessThanAMinute"],
    };
}
