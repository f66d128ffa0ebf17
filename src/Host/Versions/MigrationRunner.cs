using System.Text.Json;
using System.Threading.Channels;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Versions;

/// <summary>
/// Works the batches off, a bounded part at a time. An item is marked after its instance moved; the stimulus id names batch and
/// instance, so that a second try, or another node at the same batch, finds the first move and does nothing.
/// </summary>
internal sealed partial class MigrationRunner(IWorkflowDb db, IWorkflowRuntime runtime, Lazy<MigrationTrial> trial, TimeProvider time, ILogger<MigrationRunner> logger)
    : BackgroundService
{
    private const int Part = 50;
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(30);
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There may be something to do.</summary>
    public void LookAgain() => _wakes.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Batches that a node left behind when it died are found by looking now and then.
        using var clock = new PeriodicTimer(LookAnyway, time);
        var tick = clock.WaitForNextTickAsync(stoppingToken).AsTask();
        var wake = _wakes.Reader.ReadAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await WorkAsync(stoppingToken))
                {
                    // One part after another.
                }
            }
            catch (Exception e) when (e.IsFaultUnder(stoppingToken))
            {
                LogFailed(logger, e);
            }

            try
            {
                await await Task.WhenAny(wake, tick);
                if (tick.IsCompleted) tick = clock.WaitForNextTickAsync(stoppingToken).AsTask();
                if (wake.IsCompleted) wake = _wakes.Reader.ReadAsync(stoppingToken).AsTask();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <returns>False when nothing is left.</returns>
    private async Task<bool> WorkAsync(CancellationToken stop)
    {
        await using var context = db.Open();
        if (await context.Set<MigrationBatchRow>().Where(row => row.EndedAt == null).OrderBy(row => row.At).FirstOrDefaultAsync(stop) is not { } batch) return false;
        var items = await context.Set<MigrationItemRow>().Where(item => item.BatchId == batch.Id && item.Outcome == MigrationOutcome.Pending)
            .OrderBy(item => item.InstanceId).Take(Part).ToListAsync(stop);
        foreach (var item in items)
        {
            await MoveAsync(batch, item, stop);
            await context.Set<MigrationItemRow>().Where(row => row.BatchId == batch.Id && row.InstanceId == item.InstanceId).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Outcome, item.Outcome).SetProperty(row => row.Code, item.Code).SetProperty(row => row.Faults, item.Faults), stop);
        }

        if (items.Count < Part)
        {
            await context.Set<MigrationBatchRow>().Where(row => row.Id == batch.Id && row.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, time.GetUtcNow()), stop);
        }

        return true;
    }

    private async Task MoveAsync(MigrationBatchRow batch, MigrationItemRow item, CancellationToken stop)
    {
        var stimulus = new Migrate(batch.ToVersionId, batch.ToContentHash, batch.Reason)
        {
            Id = $"m-{batch.Id}/{item.InstanceId}",
            Actor = new Actor(batch.ActorId, batch.OnBehalfOf, batch.Via),
            At = batch.At,
            Mapping = batch.Mapping is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(batch.Mapping),
        };
        var refusal = await TryAsync(batch, item.InstanceId, stimulus, stop);
        item.Outcome = refusal is not null ? MigrationOutcome.Refused : batch.DryRun ? MigrationOutcome.Movable : MigrationOutcome.Moved;
        item.Code = refusal?.Code;
        item.Faults = refusal is null ? null : JsonSerializer.Serialize(refusal.Details ?? [new RefusalDetail(refusal.Code, null, refusal.Message)]);
    }

    private async Task<Refusal?> TryAsync(MigrationBatchRow batch, string instanceId, Migrate stimulus, CancellationToken stop)
    {
        try
        {
            return batch.DryRun ? (await trial.Value.RunAsync(instanceId, stimulus, stop))?.Refusal : (await runtime.DeliverAsync(instanceId, stimulus, stop)).Refusal;
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidDataException)
        {
            // A content that this version cannot compile any more: one such instance must not hold the others up.
            return new Refusal("migrate.source", e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A batch of migrations was interrupted and goes on later")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
