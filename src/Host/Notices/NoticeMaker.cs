using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Notices;

/// <summary>
/// Makes notices of what was committed. The commit path only leaves the instance's id; the instance is looked at here, once
/// however many bursts came meanwhile. A start looks again at the instances of the last day: what a killed process left untold.
/// </summary>
internal sealed partial class NoticeMaker(
    Lazy<NoticeStore> store, IWorkflowDb db, IOptions<NoticeOptions> options, TimeProvider time, ILogger<NoticeMaker> logger) : BackgroundService, IBurstObserver
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(1);
    private readonly ChangedInstances _changed = new();

    public void Committed(CommittedBurst burst) => Enqueue(burst.InstanceId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        await LookBackAsync(stoppingToken);
        while (await _changed.WaitAsync(stoppingToken))
        {
            // Bursts of one case come in threes; a moment's patience makes one look of them.
            await Task.Delay(Gather, time, stoppingToken);
            while (_changed.TryTake(out var instanceId)) await LookAsync(instanceId, stoppingToken);
        }
    }

    private async Task LookAsync(string instanceId, CancellationToken stop)
    {
        try
        {
            await store.Value.UpdateAsync(instanceId, stop);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotMade(logger, instanceId, error);
        }
    }

    private async Task LookBackAsync(CancellationToken stop)
    {
        try
        {
            await store.Value.ForgetOldAsync(stop);
            await using var context = db.Open();
            var newest = await context.Set<CaseRow>().MaxAsync(row => (DateTimeOffset?)row.ChangedAt, stop);
            if (newest is not { } last) return;
            var since = last - LookBack;
            foreach (var id in await context.Set<CaseRow>().Where(row => row.ChangedAt >= since).Select(row => row.InstanceId).ToListAsync(stop)) Enqueue(id);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotMade(logger, "*", error);
        }
    }

    private void Enqueue(string instanceId)
    {
        if (options.Value.Enabled) _changed.Add(instanceId);
    }

    [LoggerMessage(LogLevel.Warning, "Notices of instance {InstanceId} were not made; they are at its next burst or at the next start")]
    private static partial void LogNotMade(ILogger logger, string instanceId, Exception error);
}
