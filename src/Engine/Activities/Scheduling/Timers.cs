using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Scheduling;

/// <summary>Stores a timer with the payload that Elsa's bookmarks of this type have.</summary>
internal static class Timers
{
    public static void WaitAndTell(IActivityExecution x, DateTimeOffset dueAt, string member, string? cron = null) =>
        x.WaitUntil(dueAt, payload: JsonValues.Object(json =>
        {
            json.WriteString(member, dueAt);
            if (cron is not null) json.WriteString("CronExpression", cron);
        }));
}
