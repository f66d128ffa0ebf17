using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Runtime.Timers;
using GridGov.Workflow.Engine.Runtime.Triggers;
using Quartz;

namespace GridGov.Workflow.Engine.Runtime.Hosting;

/// <summary>
/// The net under the signals: looks through the tables for timers, effects, events and timed starts that nobody on a living node
/// knows of. One node of the cluster runs it at a time.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(TimerService timers, OutboxDispatcher outbox, EventMatcher matcher, TriggerAlarm alarm) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        outbox.LookAgain();
        alarm.LookAgain();
        timers.SweepSoon();
        await matcher.SweepAsync(cancellationToken);
    }
}
