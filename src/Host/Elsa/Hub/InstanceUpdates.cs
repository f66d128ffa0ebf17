using System.Collections.Concurrent;
using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Instances;
using Microsoft.AspNetCore.SignalR;

namespace GridGov.Workflow.Host.Elsa.Hub;

/// <summary>
/// Tells viewers what was committed. The commit path only leaves the id of an instance that somebody observes; the messages are
/// made and sent here, one round per instance however many bursts came meanwhile.
/// </summary>
internal sealed partial class InstanceUpdates : BackgroundService, IBurstObserver
{
    private readonly IHubContext<WorkflowInstanceHub, IWorkflowInstanceClient> _hub;
    private readonly InstanceFolds _folds;
    private readonly ILogger<InstanceUpdates> _logger;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _observed = new(StringComparer.Ordinal);
    private readonly ChangedInstances _changed = new();

    public InstanceUpdates(
        IHubContext<WorkflowInstanceHub, IWorkflowInstanceClient> hub, InstanceFolds folds, IClusterSignals cluster, ILogger<InstanceUpdates> logger)
    {
        (_hub, _folds, _logger) = (hub, folds, logger);
        cluster.Subscribe(ClusterTopics.Instance, Changed);
    }

    public void Observe(string connectionId, string instanceId)
    {
        var own = _connections.GetOrAdd(connectionId, static _ => new ConcurrentDictionary<string, byte>(StringComparer.Ordinal));
        if (own.TryAdd(instanceId, 0)) _observed.AddOrUpdate(instanceId, 1, static (_, count) => count + 1);
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

    /// <summary>Has these viewers read the instance again.</summary>
    public async Task TellAsync(IWorkflowInstanceClient viewers, string instanceId, CancellationToken stop)
    {
        try
        {
            var stats = await _folds.ReadAsync(instanceId, fold => fold.Stats().ToList(), stop);
            if (stats is null) return;
            await viewers.WorkflowExecutionLogUpdatedAsync(new JournalUpdated());
            await viewers.ActivityExecutionLogUpdatedAsync(new StatsUpdated(stats));
            await viewers.WorkflowInstanceUpdatedAsync(new InstanceUpdated(instanceId));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotSent(_logger, instanceId, error);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var instanceId in _changed.ReadAllAsync(stoppingToken))
        {
            await TellAsync(_hub.Clients.Group(instanceId), instanceId, stoppingToken);
        }
    }

    private void Changed(string instanceId)
    {
        if (_observed.ContainsKey(instanceId)) _changed.Add(instanceId);
    }

    [LoggerMessage(LogLevel.Warning, "Viewers of instance {InstanceId} were not told of a change")]
    private static partial void LogNotSent(ILogger logger, string instanceId, Exception error);
}
