using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Notices;

/// <summary>
/// Sends units' systems and mailboxes what was committed; idle where none is configured. The commit path only leaves the instance's
/// id; the instance is looked at here, once however many bursts came meanwhile. Each node looks at what it committed itself. A start
/// looks again at the instances of the last day, and one node at those of the last minutes when another was lost: what a killed process
/// left untold.
/// </summary>
internal sealed partial class NoticeSender(
    Lazy<NoticeOutbox> outbox, IWorkflowDb db, IOptions<NoticeOptions> options, TimeProvider time, ILogger<NoticeSender> logger)
    : BackgroundService, IBurstObserver, INodeLossObserver
{
    private const int MostAtOnce = 50;
    private const int Tries = 3;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(1);
    private static readonly TimeSpan LossLookBack = TimeSpan.FromMinutes(2);
    private readonly ChangedInstances _changed = new();
    private readonly bool _isOn = options.Value.HasTargets;

    public void Committed(CommittedBurst burst)
    {
        if (_isOn) _changed.Add(burst.InstanceId);
    }

    public void NodeLost()
    {
        if (_isOn) _ = Task.Run(LookAfterLossAsync);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_isOn) return;
        await LookBackAsync(stoppingToken);
        var instanceIds = new List<string>(MostAtOnce);
        while (await _changed.WaitAsync(stoppingToken))
        {
            // Bursts of one case come in threes; a moment's patience makes one look of them.
            await Task.Delay(Gather, time, stoppingToken);
            instanceIds.Clear();
            while (instanceIds.Count < MostAtOnce && _changed.TryTake(out var instanceId)) instanceIds.Add(instanceId);
            await SendAsync(instanceIds, stoppingToken);
        }
    }

    private async Task SendAsync(IReadOnlyList<string> instanceIds, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await outbox.Value.AddAsync(instanceIds, stop);
                return;
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Another node added the same messages in this moment: look at what is left to do.
            }
            catch (Exception error) when (error.IsFaultUnder(stop))
            {
                LogNotSent(logger, string.Join(", ", instanceIds), error);
                return;
            }
        }
    }

    private async Task LookAfterLossAsync()
    {
        try
        {
            var since = time.GetUtcNow() - LossLookBack;
            await using var context = db.Open();
            foreach (var id in await context.Journal.Where(row => row.CommittedAt >= since).Select(row => row.InstanceId).Distinct().ToListAsync()) _changed.Add(id);
        }
        catch (Exception error)
        {
            LogNotSent(logger, "*", error);
        }
    }

    private async Task LookBackAsync(CancellationToken stop)
    {
        try
        {
            await outbox.Value.ForgetOldAsync(stop);
            await using var context = db.Open();
            var newest = await context.Set<CaseRow>().MaxAsync(row => (DateTimeOffset?)row.ChangedAt, stop);
            if (newest is not { } last) return;
            var since = last - LookBack;
            foreach (var id in await context.Set<CaseRow>().Where(row => row.ChangedAt >= since).Select(row => row.InstanceId).ToListAsync(stop)) _changed.Add(id);
        }
        catch (Exception error) when (error.IsFaultUnder(stop))
        {
            LogNotSent(logger, "*", error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Notices of instances {InstanceIds} were not sent; they are at their next burst or at the next start")]
    private static partial void LogNotSent(ILogger logger, string instanceIds, Exception error);
}
