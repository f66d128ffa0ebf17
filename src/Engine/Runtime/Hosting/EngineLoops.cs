using GridGov.Workflow.Engine.Runtime.Cluster;
using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Membership;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Runtime.Timers;
using GridGov.Workflow.Engine.Runtime.Triggers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace GridGov.Workflow.Engine.Runtime.Hosting;

/// <summary>
/// Runs the engine's loops between start and stop of the host. They begin when everything else has started (the database is
/// migrated, the silo is up), and end before anything else stops; what they leave undone is in the tables.
/// </summary>
internal sealed partial class EngineLoops(
    TimerService timers, OutboxDispatcher outbox, EventMatcher matcher, TriggerAlarm alarm, LostNodes lostNodes, NodeTalk talk, ISchedulerFactory schedulers,
    EngineLoad load, WorkflowEngineOptions options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<EngineLoops> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _loops = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        _loops = Task.WhenAll(
            Run(timers.RunLoopAsync),
            Run(outbox.DeliverLoopAsync),
            Run(outbox.ClaimLoopAsync),
            Run(matcher.MatchLoopAsync),
            Run(token => alarm.RunLoopAsync(scheduler, token)),
            Run(lostNodes.WatchLoopAsync),
            Run(talk.RunLoopAsync));
        LogStarted(logger);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Commits that are asked for are finished; new work of the loops is left to the next start.
        await _stop.CancelAsync();
        try
        {
            await _loops.WaitAsync(options.DrainTimeout, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            LogNotDrained(logger, load.PendingEffects, load.PendingEvents, load.PendingCommits);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    private Task Run(Func<CancellationToken, Task> loop) => Task.Run(async () =>
    {
        try
        {
            await loop(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception e)
        {
            // A node whose timers or messages stand still for good is worse than one that is gone: another one, or its next start, goes on.
            LogEnded(logger, e);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }, CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Information, Message = "The workflow engine runs")]
    private static partial void LogStarted(ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A loop of the engine ended by a fault; the node stops, so that it is started anew")]
    private static partial void LogEnded(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopping before everything was drained: {Effects} effects, {Events} events, {Commits} commits; they go on at the next start")]
    private static partial void LogNotDrained(ILogger logger, int effects, int events, int commits);
}
