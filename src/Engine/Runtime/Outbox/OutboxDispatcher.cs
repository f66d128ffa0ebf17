using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>
/// Delivers effects: at least once, always with the same key, with retries and backoff. The answer goes back as a stimulus with
/// an id made from the key, and the row goes only after that stimulus is committed; so a crash anywhere repeats, and loses nothing.
/// </summary>
internal sealed partial class OutboxDispatcher : ICommitObserver
{
    private readonly OutboxStore _store;
    private readonly OutboxQueue _queue;
    private readonly IWorkflowInstances _instances;
    private readonly Dictionary<string, IEffectHandler> _handlers;
    private readonly OutboxOptions _options;
    private readonly IBusinessClock _clock;
    private readonly TimeProvider _time;
    private readonly IRandomSource _random;
    private readonly ILogger<OutboxDispatcher> _logger;
    private readonly WakeUp _wakeUp;
    private bool _lookNow = true;

    public OutboxDispatcher(
        OutboxStore store, OutboxQueue queue, IWorkflowInstances instances, IEnumerable<IEffectHandler> handlers, CommitSignals signals,
        OutboxOptions options, IBusinessClock clock, TimeProvider time, IRandomSource random, ILogger<OutboxDispatcher> logger)
    {
        (_store, _queue, _instances, _options, _clock, _time, _random, _logger) = (store, queue, instances, options, clock, time, random, logger);

        // The last registration of a kind wins, so that a host can replace a built-in handler.
        _handlers = [];
        foreach (var handler in handlers) _handlers[handler.Kind] = handler;
        _wakeUp = new WakeUp(time);
        signals.Subscribe(this);
    }

    public void Committed(BurstRows rows)
    {
        var free = false;
        foreach (var row in rows.Effects)
        {
            if (row.LeaseOwner is null) free = true;
            else _queue.Add(row);
        }

        if (free) LookAgain();
    }

    public void LookAgain()
    {
        Volatile.Write(ref _lookNow, true);
        _wakeUp.Set();
    }

    /// <summary>Claims what is due and free.</summary>
    /// <returns>How many rows were claimed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken = default)
    {
        var rows = await _store.ClaimAsync(cancellationToken);
        foreach (var row in rows) _queue.Add(row);
        return rows.Count;
    }

    /// <summary>Delivers everything that is claimed now. For tests.</summary>
    public async Task DeliverClaimedAsync(CancellationToken cancellationToken = default)
    {
        while (_queue.Claimed.TryRead(out var row)) await DeliverAsync(row, cancellationToken);
    }

    /// <summary>Delivers claimed effects as they come, several at a time, on the scheduler of the caller.</summary>
    public Task DeliverLoopAsync(CancellationToken cancellationToken) =>
        Loops.TogetherAsync(Enumerable.Range(0, _options.Concurrency).Select(_ => WorkAsync(cancellationToken)));

    /// <summary>Claims when something was committed without room, or the next attempt of a failed effect is due.</summary>
    public async Task ClaimLoopAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Volatile.Write(ref _lookNow, false);
                if (await SweepAsync(cancellationToken) > 0 && _queue.Room > 0) continue;
                var next = await _store.FindNextAttemptAsync(cancellationToken);
                if (Volatile.Read(ref _lookNow)) continue;

                // Without room a finished delivery wakes this loop; the second keeps a database in trouble from being hammered.
                var pause = next is null || _queue.Room == 0 ? (TimeSpan?)null : next.Value - _time.GetUtcNow();
                await _wakeUp.SleepAsync(pause < TimeSpan.FromMilliseconds(10) ? TimeSpan.FromMilliseconds(10) : pause, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogLoopFailed(_logger, e);
                await _wakeUp.SleepAsync(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (await _queue.Claimed.WaitToReadAsync(cancellationToken))
            {
                while (_queue.Claimed.TryRead(out var row)) await DeliverAsync(row, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: what is still claimed becomes free when its lease runs out, or at the next start of a single node.
        }
    }

    private async Task DeliverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            if (_queue.MayDeliver(row))
            {
                await AttemptAsync(row, cancellationToken);
                return;
            }

            LogLeaseShort(_logger, row.Key);
            await _store.ReleaseAsync(row);
            LookAgain();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // The answer could not be committed: the row stays claimed until its lease ends, and is then delivered again.
            LogSettleFailed(_logger, row.Key, e);
        }
        finally
        {
            var wasFull = _queue.Room == 0;
            _queue.Release();
            if (wasFull) LookAgain();
        }
    }

    private async Task AttemptAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        using var span = InstanceTrace.Effect(row);
        if (!_handlers.TryGetValue(row.Kind, out var handler))
        {
            await GiveUpAsync(row, "effect.unknown-kind", EffectTexts.Format("UnknownKind", row.Kind, string.Join("、", _handlers.Keys.Order(StringComparer.Ordinal))), default);
            return;
        }

        JsonElement result;
        try
        {
            result = await CallAsync(handler, row, cancellationToken);
        }
        catch (EffectRefusedException e)
        {
            await GiveUpAsync(row, e.Code, e.Message, e.Details);
            return;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            Count(row, "failed");
            await FailAsync(row, handler, e);
            return;
        }

        if (row.Answered && handler is not IAnswersLater)
        {
            var reply = await _instances.DeliverAsync(row.InstanceId, null, new EffectSucceeded(row.Key, result)
            {
                Id = $"effect/{row.Key}/ok",
                Actor = Actor.Engine,
                At = _clock.Now,
            });
            if (reply.Refusal is { } refusal) LogAnswerRefused(_logger, row.Key, refusal.Code, refusal.Message);
        }

        await _store.DeleteAsync(row);
        Count(row, "done");
    }

    private static void Count(OutboxRow row, string outcome)
    {
        if (WorkflowTelemetry.Effects.Enabled) WorkflowTelemetry.Effects.Add(1, new("kind", row.Kind), new("outcome", outcome));
    }

    private async Task<JsonElement> CallAsync(IEffectHandler handler, OutboxRow row, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.AttemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var payload = JsonDocument.Parse(row.Payload);
        try
        {
            return await handler.DeliverAsync(new EffectDelivery(row.InstanceId, row.Key, payload.RootElement.Clone(), row.Attempts + 1), either.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(EffectTexts.Format("Http.Timeout", _options.AttemptTimeout.TotalSeconds), e);
        }
    }

    private async Task FailAsync(OutboxRow row, IEffectHandler handler, Exception error)
    {
        var failures = row.Attempts + 1;
        var most = handler is ILimitsAttempts limited ? Math.Min(limited.MaxAttempts, _options.MaxAttempts) : _options.MaxAttempts;
        LogAttemptFailed(_logger, row.Key, row.Kind, failures, most, error);
        if (failures >= most)
        {
            var code = error is EffectAttemptException coded ? coded.Code : error is TimeoutException ? "effect.timeout" : "effect.failed";
            await GiveUpAsync(row, code, EffectTexts.Format("GivenUp", failures, error.Message), default);
            return;
        }

        await _store.RetryLaterAsync(row, _time.GetUtcNow() + Backoff.After(failures, _options, _random.NextDouble()), Shorten(error.Message));
        LookAgain();
    }

    private async Task GiveUpAsync(OutboxRow row, string code, string message, JsonElement details)
    {
        var attempts = row.Attempts + 1;
        if (row.Answered)
        {
            var reply = await _instances.DeliverAsync(row.InstanceId, null, new EffectFailed(row.Key, code, message, attempts, details)
            {
                Id = $"effect/{row.Key}/failed/{row.Round}",
                Actor = Actor.Engine,
                At = _clock.Now,
            });
            if (reply.Refusal is { } refusal) LogAnswerRefused(_logger, row.Key, refusal.Code, refusal.Message);
        }

        await _store.ParkAsync(row, attempts, Shorten(message));
        LogParked(_logger, row.Key, row.Kind, attempts, message);
    }

    private static string Shorten(string text) => text.Length > 1000 ? text[..1000] : text;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Effect {Key} ({Kind}) failed, attempt {Attempt} of {Most}")]
    private static partial void LogAttemptFailed(ILogger logger, string key, string kind, int attempt, int most, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Effect {Key} ({Kind}) is parked after {Attempts} attempts: {Reason}")]
    private static partial void LogParked(ILogger logger, string key, string kind, int attempts, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The answer to effect {Key} changes nothing: {Code} {Reason}")]
    private static partial void LogAnswerRefused(ILogger logger, string key, string code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Effect {Key} waited too long for its turn; it is delivered under a new lease")]
    private static partial void LogLeaseShort(ILogger logger, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of effect {Key} could not be written; it is delivered again when its lease ends")]
    private static partial void LogSettleFailed(ILogger logger, string key, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox loop failed and goes on")]
    private static partial void LogLoopFailed(ILogger logger, Exception error);
}
