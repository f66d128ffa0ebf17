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
internal sealed partial class InstanceUpdates(
    IHubContext<WorkflowInstanceHub, IWorkflowInstanceClient> hub, InstanceFolds folds, ILogger<InstanceUpdates> logger) : BackgroundService, IBurstObserver
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _observed = new(StringComparer.Ordinal);
    private readonly ChangedInstances _changed = new();

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

    public void Committed(CommittedBurst burst)
    {
        if (_observed.ContainsKey(burst.InstanceId)) _changed.Add(burst.InstanceId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var instanceId in _changed.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SendAsync(instanceId, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogNotSent(logger, instanceId, error);
            }
        }
    }

    private async Task SendAsync(string instanceId, CancellationToken stop)
    {
        var stats = await folds.ReadAsync(instanceId, fold => fold.Stats().ToList(), stop);
        if (stats is null) return;
        var viewers = hub.Clients.Group(instanceId);
        await viewers.WorkflowExecutionLogUpdatedAsync(new JournalUpdated());
        await viewers.ActivityExecutionLogUpdatedAsync(new StatsUpdated(stats));
        await viewers.WorkflowInstanceUpdatedAsync(new InstanceUpdated(instanceId));
    }

    [LoggerMessage(LogLevel.Warning, "Viewers of instance {InstanceId} were not told of a change")]
    private static partial void LogNotSent(ILogger logger, string instanceId, Exception error);
}
