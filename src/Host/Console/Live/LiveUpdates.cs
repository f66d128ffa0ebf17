using System.Collections.Concurrent;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Instances;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Console.Live;

/// <summary>
/// Wakes the open pages that a commit concerns. The commit path only leaves the instance's id when somebody looks at anything;
/// who is concerned is found out here, one round per instance however many bursts came meanwhile.
/// </summary>
internal sealed partial class LiveUpdates : BackgroundService, IBurstObserver
{
    private readonly IWorkflowDb _db;
    private readonly ILogger<LiveUpdates> _logger;
    private readonly ConcurrentDictionary<LiveSubscription, byte> _subscriptions = new();
    private readonly ChangedInstances _changed = new();

    public LiveUpdates(IWorkflowDb db, IClusterSignals cluster, ILogger<LiveUpdates> logger)
    {
        (_db, _logger) = (db, logger);
        cluster.Subscribe(ClusterTopics.Instance, Changed);
    }

    /// <summary>Calls back after commits to an instance, at most a few times in a second.</summary>
    public IDisposable WatchInstance(string instanceId, Func<Task> refresh) => Add(new LiveSubscription(this, instanceId, null, refresh));

    /// <summary>Calls back after commits that opened, changed or closed tasks of an inbox.</summary>
    /// <param name="inbox">What the inbox shows now, and what it might show.</param>
    public IDisposable WatchInbox(InboxWatch inbox, Func<Task> refresh) => Add(new LiveSubscription(this, null, inbox, refresh));

    public void Committed(CommittedBurst burst) => Changed(burst.InstanceId);

    internal void Remove(LiveSubscription subscription) => _subscriptions.TryRemove(subscription, out _);

    internal void LogFailed(Exception error) => LogNotRefreshed(_logger, error);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var instanceId in _changed.ReadAllAsync(stoppingToken))
        {
            try
            {
                await TellAsync(instanceId, stoppingToken);
            }
            catch (Exception error) when (error.IsFaultUnder(stoppingToken))
            {
                LogNotRefreshed(_logger, error);
            }
        }
    }

    private void Changed(string instanceId)
    {
        if (!_subscriptions.IsEmpty) _changed.Add(instanceId);
    }

    private async Task TellAsync(string instanceId, CancellationToken stop)
    {
        List<LiveSubscription>? inboxes = null;
        foreach (var subscription in _subscriptions.Keys)
        {
            if (subscription.InstanceId == instanceId) subscription.Wake();
            else if (subscription.Inbox is not null) (inboxes ??= []).Add(subscription);
        }

        if (inboxes is null) return;
        await using var context = _db.Open();
        var entries = await context.TaskCandidates.Where(candidate => context.Tasks.Any(task => task.Id == candidate.TaskId && task.InstanceId == instanceId))
            .Select(candidate => candidate.Candidate).Distinct().ToListAsync(stop);
        var holders = await context.Tasks.Where(task => task.InstanceId == instanceId && task.Assignee != null).Select(task => task.Assignee!)
            .Union(context.Set<ApprovalRow>().Where(row => context.Set<CaseRow>().Any(@case => @case.CaseNumber == row.CaseNumber && @case.InstanceId == instanceId)).Select(row => row.By))
            .ToListAsync(stop);
        foreach (var inbox in inboxes)
        {
            if (inbox.Inbox!.Concerns(instanceId, entries, holders)) inbox.Wake();
        }
    }

    private LiveSubscription Add(LiveSubscription subscription)
    {
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    [LoggerMessage(LogLevel.Warning, "An open page was not refreshed")]
    private static partial void LogNotRefreshed(ILogger logger, Exception error);
}
