using System.Text.Json;
using System.Threading.Channels;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Triggers;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime.Events;

/// <summary>
/// Brings events to waits after the commit. Both sides look: an event looks for waits once it is durable, and a wait looks for
/// recent events that nobody took once it is durable; whichever commits last sees the other. Delivery is the stimulus
/// <c>eventId/bookmarkId</c>, so looking twice delivers once.
/// </summary>
internal sealed partial class EventMatcher : ICommitObserver
{
    private readonly EventStore _store;
    private readonly IWorkflowInstances _instances;
    private readonly TriggerStarter _starter;
    private readonly EventOptions _options;
    private readonly ILogger<EventMatcher> _logger;

    // Events of one name and correlation are matched in the order of their commits; others do not wait for them.
    private readonly Channel<object>[] _work;
    private int _pending;
    private DateTimeOffset _sweptEvents = DateTimeOffset.MinValue;
    private string _sweptWaits = "";

    public EventMatcher(
        EventStore store, IWorkflowInstances instances, TriggerStarter starter, CommitSignals signals, EventOptions options, ILogger<EventMatcher> logger)
    {
        (_store, _instances, _starter, _options, _logger) = (store, instances, starter, options, logger);
        _work = [.. Enumerable.Range(0, options.Concurrency).Select(_ => Channel.CreateUnbounded<object>())];
        signals.Subscribe(this);
    }

    /// <summary>Events and waits that still have to be looked at.</summary>
    public int Pending => Volatile.Read(ref _pending);

    public void Committed(BurstRows rows)
    {
        foreach (var published in rows.Events) Add(published);
        foreach (var wait in rows.AddedWaits) Add(wait, wait.Hash, wait.CorrelationId);
    }

    public void LookAgain()
    {
        // The next sweep joins untaken events with waits.
    }

    /// <summary>A durable event from outside.</summary>
    public void Add(EventRow published) => Add(published, published.Hash, published.CorrelationId);

    /// <summary>Finds what a stopped node left: events not yet matched, and waits that a recent event fits.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken = default)
    {
        var events = await _store.FindUnsettledAsync(_sweptEvents, cancellationToken);
        foreach (var published in events) Add(published);
        _sweptEvents = events.Count == _options.Batch ? events[^1].CommittedAt : DateTimeOffset.MinValue;
        var waits = await _store.FindServableWaitsAsync(_sweptWaits, cancellationToken);
        foreach (var wait in waits) Add(wait, wait.Hash, wait.CorrelationId);
        _sweptWaits = waits.Count == _options.Batch ? waits[^1].BookmarkId : "";
        await _store.PurgeAsync(cancellationToken);
    }

    /// <summary>Handles what waits now, and what comes of it, one by one. For tests.</summary>
    public async Task MatchPendingAsync()
    {
        while (_work.FirstOrDefault(lane => lane.Reader.TryPeek(out _)) is { } lane)
        {
            while (lane.Reader.TryRead(out var item)) await HandleAsync(item);
        }
    }

    /// <summary>Handles what comes, lane by lane, on the scheduler of the caller.</summary>
    public Task MatchLoopAsync(CancellationToken cancellationToken) => Loops.TogetherAsync(_work.Select(lane => WorkAsync(lane.Reader, cancellationToken)));

    private void Add(object item, string hash, string? correlationId)
    {
        Interlocked.Increment(ref _pending);
        var lane = (uint)HashCode.Combine(hash, correlationId) % (uint)_work.Length;
        _work[lane].Writer.TryWrite(item);
    }

    private async Task WorkAsync(ChannelReader<object> lane, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (await lane.WaitToReadAsync(cancellationToken))
            {
                while (lane.TryRead(out var item)) await HandleAsync(item);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: events are durable, the next node's sweep goes on.
        }
    }

    private async Task HandleAsync(object item)
    {
        try
        {
            if (item is EventRow published) await MatchAsync(published);
            else await LookForEventsAsync((EventWaitRow)item);
        }
        catch (Exception e)
        {
            LogFailed(_logger, item is EventRow row ? row.Id : ((EventWaitRow)item).BookmarkId, e);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    private async Task MatchAsync(EventRow published)
    {
        var started = false;
        foreach (var trigger in await _store.FindTriggersAsync(published)) started |= await _starter.StartByEventAsync(trigger, published);
        var (taken, waits) = await _store.FindWaitsAsync(published);
        foreach (var wait in waits)
        {
            if (!taken || !await _store.IsOutcomeOfAsync(published, wait)) await DeliverAsync(published, wait);
        }

        await _store.SettleAsync(published.Id, started);
    }

    private async Task LookForEventsAsync(EventWaitRow wait)
    {
        foreach (var published in await _store.FindUntakenAsync(wait))
        {
            if (await DeliverAsync(published, wait)) return;
        }
    }

    /// <returns>True when the wait took the event, now or before.</returns>
    private async Task<bool> DeliverAsync(EventRow published, EventWaitRow wait)
    {
        var reply = await _instances.DeliverAsync(wait.InstanceId, null, new EventReceived(wait.BookmarkId, published.Id, published.Name, PayloadOf(published))
        {
            Id = $"{published.Id}/{wait.BookmarkId}",
            Actor = new Actor(published.ActorId, published.OnBehalfOf, published.Via),
            At = published.At,
        });
        return reply.Refusal is null;
    }

    internal static JsonElement PayloadOf(EventRow published)
    {
        if (published.Payload is null) return default;
        using var document = JsonDocument.Parse(published.Payload);
        return document.RootElement.Clone();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Matching of {Id} failed; the sweep tries again")]
    private static partial void LogFailed(ILogger logger, string id, Exception error);
}
