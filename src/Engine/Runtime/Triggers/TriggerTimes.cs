using System.Globalization;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Activities.Scheduling;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>When a timed trigger starts next. Pure.</summary>
public static class TriggerTimes
{
    /// <summary>The first start after <paramref name="after"/>, or null when there is none (events, a single start that has passed).</summary>
    /// <exception cref="FormatException">The expression is not one of its kind; names it and the form expected.</exception>
    public static DateTimeOffset? Next(StartTriggerKind kind, string expression, DateTimeOffset after) => kind switch
    {
        StartTriggerKind.Event => null,
        StartTriggerKind.Timer => after + Interval(expression),
        StartTriggerKind.Cron => Cron(expression, after),
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

    private static DateTimeOffset? Cron(string expression, DateTimeOffset after)
    {
        try
        {
            return CronSchedule.Next(expression, after)?.ToUniversalTime();
        }
        catch (ActivityFaultException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
