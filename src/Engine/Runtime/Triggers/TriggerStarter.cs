using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>
/// Starts instances by trigger. The instance id derives from trigger and occasion (the due time, or the event), so two nodes or a
/// repeat start one instance. An occasion missed while nothing ran starts once, late, with its own due time; further missed ones
/// of the same trigger are counted in the log.
/// </summary>
internal sealed partial class TriggerStarter(
    IWorkflowDb store, IWorkflowInstances instances, CommitPipeline pipeline, IBusinessClock clock, ILogger<TriggerStarter> logger)
{
    private const int Batch = 100;

    /// <summary>Starts what is due now.</summary>
    /// <returns>When the next timed trigger is due, or null.</returns>
    public async Task<DateTimeOffset?> StartDueAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var now = clock.Now;
            List<TriggerRow> due;
            await using (var db = store.Open())
                due = await db.Triggers.Where(row => row.NextAt <= now).OrderBy(row => row.NextAt).Take(Batch).ToListAsync(cancellationToken);
            foreach (var trigger in due) await StartAsync(trigger, now);
            if (due.Count == Batch) continue;
            await using var next = store.Open();
            return await next.Triggers.Where(row => row.NextAt != null).OrderBy(row => row.NextAt).Select(row => row.NextAt).FirstOrDefaultAsync(cancellationToken);
        }
    }

    /// <returns>True when the event started an instance, now or before.</returns>
    public async Task<bool> StartByEventAsync(TriggerRow trigger, EventRow published)
    {
        var key = $"{trigger.Id}/{published.Id}";
        var reply = await DeliverAsync(trigger, key, published.At, new Actor(published.ActorId, published.OnBehalfOf, published.Via), start => start with
        {
            CorrelationId = published.CorrelationId,
            TriggerPayload = EventMatcher.PayloadOf(published),
        });
        return reply.Refusal is null;
    }

    private async Task StartAsync(TriggerRow trigger, DateTimeOffset now)
    {
        var dueAt = trigger.NextAt!.Value;
        var reply = await DeliverAsync(trigger, $"{trigger.Id}/{dueAt.UtcTicks}", dueAt, Actor.Engine, start => start);
        if (reply.Refusal is { } refusal) LogRefused(logger, trigger.DefinitionId, trigger.ActivityId, refusal.Code, refusal.Message);
        var next = TriggerTimes.Next(trigger.Kind, trigger.Expression, dueAt);
        var missed = 0;
        while (next <= now && missed < 10_000)
        {
            missed++;
            next = TriggerTimes.Next(trigger.Kind, trigger.Expression, next.Value);
        }

        if (next <= now) next = TriggerTimes.Next(trigger.Kind, trigger.Expression, now);
        if (missed > 0) LogMissed(logger, trigger.DefinitionId, trigger.ActivityId, missed, dueAt);
        await pipeline.CommitAsync(db => db.Triggers
            .Where(row => row.Id == trigger.Id && row.NextAt == dueAt)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAt, next)));
    }

    private Task<StimulusReply> DeliverAsync(TriggerRow trigger, string key, DateTimeOffset at, Actor actor, Func<Start, Start> complete)
    {
        var id = $"trigger/{key}";
        var instanceId = InstanceIds.Of(at, id);
        return instances.DeliverAsync(instanceId, trigger.ContentHash, complete(new Start
        {
            Id = id,
            InstanceId = instanceId,
            Actor = actor,
            At = at,
            TriggerActivityId = trigger.ActivityId,
        }));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Trigger {ActivityId} of definition {DefinitionId} could not start an instance: {Code} {Reason}")]
    private static partial void LogRefused(ILogger logger, string definitionId, string activityId, string code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Trigger {ActivityId} of definition {DefinitionId} missed {Missed} starts after the one due at {DueAt}, which ran late")]
    private static partial void LogMissed(ILogger logger, string definitionId, string activityId, int missed, DateTimeOffset dueAt);
}
