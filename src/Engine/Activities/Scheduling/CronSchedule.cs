using Cronos;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Scheduling;

/// <summary>Occurrences of cron expressions in local time, for activities and for start triggers.</summary>
public static class CronSchedule
{
    /// <summary>The first occurrence after a time, or null when there is none.</summary>
    /// <exception cref="ActivityFaultException">Not a cron expression; code <c>cron.format</c>.</exception>
    public static DateTimeOffset? Next(string expression, DateTimeOffset after)
    {
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            return CronExpression.Parse(expression, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard)
                .GetNextOccurrence(after, LocalZone.Zone);
        }
        catch (CronFormatException e)
        {
            throw new ActivityFaultException("cron.format", $"日程表达式“{expression}”（cronExpression）不正确：应为五段或六段（含秒），例如 0 9 * * *。{e.Message}");
        }
    }
}
