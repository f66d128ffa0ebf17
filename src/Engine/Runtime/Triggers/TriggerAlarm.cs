using Microsoft.Extensions.Logging;
using Quartz;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>
/// Keeps one Quartz trigger, for the whole cluster, at the time of the next timed start. Quartz is only the alarm clock: what is due stands in the trigger
/// table, so a lost alarm is a late start at the next sweep, never a missed one.
/// </summary>
internal sealed partial class TriggerAlarm
{
    private static readonly JobKey Job = new("timed-starts", "workflow");
    private static readonly TriggerKey Key = new("next-timed-start", "workflow");

    private readonly TriggerStarter _starter;
    private readonly IBusinessClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger<TriggerAlarm> _logger;
    private readonly WakeUp _wakeUp;

    public TriggerAlarm(TriggerStarter starter, TriggerIndex index, IBusinessClock clock, TimeProvider time, ILogger<TriggerAlarm> logger)
    {
        (_starter, _clock, _time, _logger) = (starter, clock, time, logger);
        _wakeUp = new WakeUp(time);
        index.OnChanged(LookAgain);
    }

    public void LookAgain() => _wakeUp.Set();

    /// <summary>Starts what is due whenever woken, and sets the alarm for what comes next.</summary>
    public async Task RunLoopAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await _starter.StartDueAsync(cancellationToken) is { } next) await SetAsync(scheduler, next, cancellationToken);
                await _wakeUp.SleepAsync(null, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(_logger, e);
                await _wakeUp.SleepAsync(TimeSpan.FromSeconds(5), cancellationToken);
            }
        }
    }

    private async Task SetAsync(IScheduler scheduler, DateTimeOffset next, CancellationToken cancellationToken)
    {
        // Quartz lives in real time, the start in business time: what counts is how far away it is.
        var at = _time.GetUtcNow() + (next - _clock.Now);
        var job = JobBuilder.Create<TimedStartsJob>().WithIdentity(Job).StoreDurably().Build();
        var ring = TriggerBuilder.Create().WithIdentity(Key).ForJob(Job).StartAt(at).Build();

        // One step for the store: other nodes may set the same alarm in this moment.
        await scheduler.ScheduleJob(job, ring, ScheduleJobOptions.Replacing, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Timed starts failed and are tried again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}

/// <summary>The alarm rings.</summary>
internal sealed class TimedStartsJob(TriggerAlarm alarm) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        alarm.LookAgain();
        return ValueTask.CompletedTask;
    }
}
