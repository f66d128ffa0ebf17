using System.Diagnostics.Metrics;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Telemetry;

/// <summary>
/// What waits in the tables, looked at now and then: gauges are read when somebody scrapes, and a scrape must not ask the database.
/// Each look is three searches of an index.
/// </summary>
internal sealed partial class BacklogMetrics : BackgroundService
{
    public const string MeterName = "GridGov.Workflow.Backlog";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly IWorkflowDb _db;
    private readonly IBusinessClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger<BacklogMetrics> _logger;
    private Backlog _last = new(0, 0, 0);

    public BacklogMetrics(IWorkflowDb db, IBusinessClock clock, TimeProvider time, IMeterFactory meters, ILogger<BacklogMetrics> logger)
    {
        (_db, _clock, _time, _logger) = (db, clock, time, logger);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("gridgov.timers.late", () => Volatile.Read(ref _last).TimerLag, "s", "How late the oldest due timer is");
        meter.CreateObservableGauge("gridgov.outbox.late", () => Volatile.Read(ref _last).OutboxLag, "s", "How late the oldest message to the outside is");
        meter.CreateObservableGauge("gridgov.outbox.parked", () => Volatile.Read(ref _last).Parked, "{message}", "Messages that wait for an operator");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(Every, _time);
        do
        {
            try
            {
                Volatile.Write(ref _last, await LookAsync(stoppingToken));
            }
            catch (Exception e) when (e.IsFaultUnder(stoppingToken))
            {
                LogFailed(_logger, e);
            }
        }
        while (await clock.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Backlog> LookAsync(CancellationToken stop)
    {
        await using var context = _db.Open();
        var timer = await context.Timers.OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(stop);
        var message = await context.Outbox.Where(row => row.Status == OutboxStatus.Pending).OrderBy(row => row.NextAttemptAt)
            .Select(row => (DateTimeOffset?)row.NextAttemptAt).FirstOrDefaultAsync(stop);
        return new Backlog(Late(timer, _clock.Now), Late(message, _time.GetUtcNow()), await context.Outbox.CountAsync(row => row.Status == OutboxStatus.Parked, stop));
    }

    private static double Late(DateTimeOffset? due, DateTimeOffset now) => due is { } at && at < now ? (now - at).TotalSeconds : 0;

    private sealed record Backlog(double TimerLag, double OutboxLag, int Parked);

    [LoggerMessage(LogLevel.Warning, "The backlog could not be measured")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
