using System.Globalization;
using Cronos;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>When a timed trigger starts next. Pure.</summary>
public static class TriggerTimes
{
    // China has had one zone without summer time since 1991; a fixed offset needs no zone data on the machine.
    private static readonly TimeZoneInfo China = TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "Asia/Shanghai", "Asia/Shanghai");

    /// <summary>The first start after <paramref name="after"/>, or null when there is none (events, a single start that has passed).</summary>
    /// <exception cref="FormatException">The expression is not one of its kind; names it and the form expected.</exception>
    public static DateTimeOffset? Next(StartTriggerKind kind, string expression, DateTimeOffset after) => kind switch
    {
        StartTriggerKind.Event => null,
        StartTriggerKind.Timer => after + Interval(expression),
        StartTriggerKind.Cron => Cron(expression).GetNextOccurrence(after, China)?.ToUniversalTime(),
        StartTriggerKind.StartAt => Moment(expression) is var moment && moment > after ? moment : null,
        _ => throw new FormatException($"Trigger kind '{kind}' is unknown."),
    };

    private static TimeSpan Interval(string expression) =>
        TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval) && interval >= TimeSpan.FromSeconds(1)
            ? interval
            : throw new FormatException($"Timer interval '{expression}' is not a time span of at least one second, such as 00:05:00.");

    private static DateTimeOffset Moment(string expression) =>
        DateTimeOffset.TryParse(expression, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new FormatException($"Start time '{expression}' is not an ISO 8601 time, such as 2025-03-03T09:00:00+08:00.");

    private static CronExpression Cron(string expression)
    {
        try
        {
            var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            return CronExpression.Parse(expression, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (CronFormatException e)
        {
            throw new FormatException($"Cron expression '{expression}' is not valid: {e.Message} Allowed are 5 fields, 6 with seconds, or a macro.", e);
        }
    }
}
