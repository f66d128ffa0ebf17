using System.Collections.Concurrent;
using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Instances;
using Microsoft.AspNetCore.SignalR;

namespace GridGov.Workflow.Host.Elsa.Hub;

/// <summary>
/// Tells viewers what was committed. The commit path only leaves the id of an instance that somebody observes; the messages are
/// made and sent here, one round per instance however many bursts came meanwhile. When an instance has been quiet for a while they are
/// sent once more: Studio does not draw a change that reaches it while it still draws another, and hears nothing of what is committed
/// between its first reading and its observing.
/// </summary>
internal sealed partial class InstanceUpdates : BackgroundService, IBurstObserver
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly IHubContext<WorkflowInstanceHub, IWorkflowInstanceClient> _hub;
    private readonly InstanceFolds _folds;
    private readonly ILogger<InstanceUpdates> _logger;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _observed = new(StringComparer.Ordinal);
    private readonly ChangedInstances _changed = new();
    private readonly ChangedInstances _again = new();
    private readonly QuietTimers _timers;

    public InstanceUpdates(
        IHubContext<WorkflowInstanceHub, IWorkflowInstanceClient> hub, InstanceFolds folds, IClusterSignals cluster, TimeProvider time, ILogger<InstanceUpdates> logger)
    {
        (_hub, _folds, _logger) = (hub, folds, logger);
        _timers = new QuietTimers(time, Quiet, _again.Add);
        cluster.Subscribe(ClusterTopics.Instance, Changed);
    }

    public void Observe(string connectionId, string instanceId)
    {
        var own = _connections.GetOrAdd(connectionId, static _ => new ConcurrentDictionary<string, byte>(StringComparer.Ordinal));
        if (own.TryAdd(instanceId, 0)) _observed.AddOrUpdate(instanceId, 1, static (_, count) => count + 1);
        _timers.Restart(instanceId);
    }

    public void Forget(string connectionId)
    {
        if (!_connections.TryRemove(connectionId, out var own)) return;
        foreach (var instanceId in own.Keys)
        {
            if (_observed.AddOrUpdate(instanceId, 0, static (_, count) => count - 1) <= 0) _observed.TryRemove(KeyValuePair.Create(instanceId, 0));
        }
    }

    public void Committed(CommittedBurst burst) => Changed(burst.InstanceId);

    public override void Dispose()
    {
        _timers.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(TellAsync(_changed, _timers.Restart, stoppingToken), TellAsync(_again, static _ => { }, stoppingToken));

    private async Task TellAsync(ChangedInstances instances, Action<string> told, CancellationToken stop)
    {
        await foreach (var instanceId in instances.ReadAllAsync(stop))
        {
            try
            {
                await SendAsync(instanceId, stop);
            }
            catch (Exception error) when (error.IsFaultUnder(stop))
            {
                LogNotSent(_logger, instanceId, error);
            }

            told(instanceId);
        }
    }

    private void Changed(string instanceId)
    {
        if (_observed.ContainsKey(instanceId)) _changed.Add(instanceId);
    }

    private async Task SendAsync(string instanceId, CancellationToken stop)
    {
        var stats = await _folds.ReadAsync(instanceId, fold => fold.Stats().ToList(), stop);
        if (stats is null) return;
        var viewers = _hub.Clients.Group(instanceId);
        await viewers.WorkflowExecutionLogUpdatedAsync(new JournalUpdated());
        await viewers.ActivityExecutionLogUpdatedAsync(new StatsUpdated(stats));
        await viewers.WorkflowInstanceUpdatedAsync(new InstanceUpdated(instanceId));
    }

    [LoggerMessage(LogLevel.Warning, "Viewers of instance {InstanceId} were not told of a change")]
    private static partial void LogNotSent(ILogger logger, string instanceId, Exception error);
}
