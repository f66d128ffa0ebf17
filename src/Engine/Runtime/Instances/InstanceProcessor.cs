using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Telemetry;
using GridGov.Workflow.Engine.Tasks;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>
/// One instance in memory: takes stimuli one at a time, runs the pure core, commits, and only then believes the new state.
/// Not thread-safe; whoever holds it (a grain, a local slot) gives it one turn after another. Two processors of the same
/// instance do no harm: the row's burst number lets only one of them commit, and the other reloads.
/// </summary>
internal sealed partial class InstanceProcessor(string instanceId, InstanceServices services)
{
    private const int MaxTries = 4;
    private const int MaxBackstops = 3;

    // A definition whose timers are always due again must not keep a caller waiting for ever.
    private const int MaxTimersPerTurn = 1000;

    private readonly RecentStimuli _recent = new();
    private readonly HashSet<string> _refusedTimers = new(StringComparer.Ordinal);

    // Read by others while a turn runs: replaced as a whole, never changed.
    private volatile InstanceState? _state;
    private byte[] _head = HashChain.Origin;
    private bool _loaded;

    public string InstanceId => instanceId;

    /// <summary>The committed state that this processor last saw; do not change it.</summary>
    public InstanceState? State => _state;

    /// <summary>An open or claimed task of the committed state; null when there is none or the state is not in memory.</summary>
    public HumanTask? FindTask(string taskId) => _state?.Tasks.Find(task => string.Equals(task.Id, taskId, StringComparison.Ordinal));

    /// <summary>Delivers a stimulus, after the instance's own timers that were due before it.</summary>
    /// <param name="contentHash">Content to start with; only for <see cref="Start"/>.</param>
    /// <exception cref="CommitFailedException">Nothing was written; the database is unavailable or rejects the burst's rows.</exception>
    /// <exception cref="CommitUnknownException">The outcome stayed unknown although it was looked up repeatedly.</exception>
    public async Task<StimulusReply> DeliverAsync(string? contentHash, Stimulus stimulus)
    {
        if (stimulus.Id.Length is 0 or > Lengths.StimulusId)
        {
            return Refuse(new Refusal(
                "stimulus.id-length", $"A stimulus id has 1 to {Lengths.StimulusId} characters; this one has {stimulus.Id.Length}.", "id", RefusalKind.Invalid));
        }

        if (_recent.Find(stimulus.Id) is { } known) return Repeat(stimulus, known);
        services.Signals.TurnBegins();
        using var span = InstanceTrace.Deliver(instanceId, stimulus);
        try
        {
            return await DeliverUntilKnownAsync(contentHash, stimulus);
        }
        finally
        {
            services.Signals.TurnEnds();
        }
    }

    /// <summary>Runs the instance's timers that are due at <paramref name="now"/>.</summary>
    /// <returns>How many ran.</returns>
    public async Task<int> RunDueTimersAsync(DateTimeOffset now)
    {
        services.Signals.TurnBegins();
        try
        {
            while (true)
            {
                await LoadAsync(expectNew: false);
                var ran = _state is null ? 0 : await RunTimersAsync(now);
                if (ran > 0 || !await IsOvertakenAsync()) return ran;
                Forget();
            }
        }
        catch (Exception e) when (e is CommitFailedException or CommitUnknownException)
        {
            Forget();
            services.Signals.LookAgain();
            throw;
        }
        finally
        {
            services.Signals.TurnEnds();
        }
    }

    private async Task<StimulusReply> DeliverUntilKnownAsync(string? contentHash, Stimulus stimulus)
    {
        for (var attempt = 1; ; attempt++)
        {
            await LoadAsync(expectNew: stimulus is Start && attempt == 1);
            var before = _state?.Burst ?? 0;
            try
            {
                if (_state is not null) await RunTimersAsync(stimulus.At);
                var reply = await ApplyAsync(contentHash, stimulus);
                // A refusal is not committed, so no fence proves it: overtaken memory must not lose an effect's answer.
                if (reply.Refusal is null || attempt >= MaxTries || !await IsOvertakenAsync()) return reply;
                Forget();
            }
            catch (Exception e) when (e is CommitFailedException or CommitUnknownException)
            {
                Forget();
                if (e is CommitFailedException { IsUnavailable: true }) throw;
                services.Signals.LookAgain();
                if (await FindHandledAsync(stimulus) is { } handled) return handled;
                await LoadAsync(expectNew: false);
                var moved = (_state?.Burst ?? 0) != before;
                if (attempt >= MaxTries || (e is CommitFailedException && !moved)) throw;
                LogRetried(services.Logger, instanceId, stimulus.Id, attempt, e);
            }
        }
    }

    private async Task<int> RunTimersAsync(DateTimeOffset now)
    {
        var ran = 0;
        while (ran < MaxTimersPerTurn && NextDue(now) is { } bookmark)
        {
            var firedAt = services.Clock.Now;
            if (WorkflowTelemetry.TimerLag.Enabled) WorkflowTelemetry.TimerLag.Record(Math.Max(0, (firedAt - bookmark.DueAt!.Value).TotalSeconds));
            var reply = await ApplyAsync(null, new TimerDue(bookmark.Id, firedAt)
            {
                Id = $"timer/{bookmark.Id}",
                Actor = Actor.Engine,
                At = bookmark.DueAt!.Value,
            });
            ran++;
            if (reply.Refusal is { } refusal && _refusedTimers.Add(bookmark.Id))
                LogTimerRefused(services.Logger, instanceId, bookmark.Id, refusal.Code);
        }

        return ran;
    }

    private Bookmark? NextDue(DateTimeOffset now)
    {
        // A faulted instance keeps its waits for the operator who reopens it; they do not come due meanwhile.
        if (_state!.Status == WorkflowStatus.Finished) return null;
        Bookmark? next = null;
        foreach (var bookmark in _state.Bookmarks)
        {
            if (bookmark.DueAt is not { } due || due > now || _refusedTimers.Contains(bookmark.Id)) continue;
            if (next is null || due < next.DueAt || (due == next.DueAt && string.CompareOrdinal(bookmark.Id, next.Id) < 0)) next = bookmark;
        }

        return next;
    }

    private async Task<StimulusReply> ApplyAsync(string? contentHash, Stimulus stimulus)
    {
        if (_state is null && stimulus is not Start)
        {
            return Refuse(new Refusal(
                "instance.not-found", $"There is no instance '{instanceId}'.", "instanceId", RefusalKind.NotFound));
        }

        if (stimulus is Start)
        {
            // A repeat has another instance id than the first. Between two that start at once the unique index decides.
            if (await FindHandledAsync(stimulus) is { } first) return first;
            if (_state is not null) return Refuse(new Refusal("instance.exists", $"Instance '{instanceId}' exists already; another start needs another instance id.", "instanceId"));
        }

        if (await FindGraphAsync(contentHash, stimulus) is not { } graph)
        {
            return Refuse(new Refusal(
                "definition.not-found", $"No definition content with hash '{contentHash ?? (stimulus as Migrate)?.ToContentHash}' is stored.",
                "contentHash", RefusalKind.NotFound));
        }

        var started = BurstTelemetry.Start();
        var result = await AdvanceAsync(graph, stimulus);
        if (result.Refusal is { } refusal)
        {
            BurstTelemetry.Refused(refusal);
            return await FindHandledAsync(stimulus) ?? Refuse(refusal);
        }

        var reply = await CommitAsync(result.Burst!);
        BurstTelemetry.Committed(result.Burst!, started);
        return reply;
    }

    private async Task<AdvanceResult> AdvanceAsync(WorkflowGraph graph, Stimulus stimulus)
    {
        var state = _state;
        var source = stimulus is Migrate ? await services.Graphs.GetAsync(state!.ContentHash) : null;
        if (services.References.Version is { } version && !(state?.DataVersion >= version)) stimulus = stimulus with { DataVersion = version };
        for (var tripped = 0; ; tripped++)
        {
            var attempt = stimulus;
            try
            {
                return GraphFacts.RunsCode(graph)
                    ? await services.Scripts.RunAsync(() => services.Interpreter.Advance(graph, state, attempt, attempt.At, source))
                    : services.Interpreter.Advance(graph, state, attempt, attempt.At, source);
            }
            catch (BackstopTrippedException e) when (tripped < MaxBackstops)
            {
                LogBackstop(services.Logger, instanceId, stimulus.Id, e.Failure.Ordinal, e.Failure.Message);
                stimulus = stimulus with { FailEvaluation = e.Failure };
            }
        }
    }

    private async Task<StimulusReply> CommitAsync(Burst burst)
    {
        var rows = services.Rows.Build(_state, _head, burst);
        await services.Forms.EnsureAsync(rows.Forms);
        try
        {
            await services.Pipeline.CommitAsync(new BurstWork(rows));
        }
        catch (CommitUnknownException)
        {
            // The hash names this very burst: when it is stored, the commit arrived and only its answer was lost.
            if (!await InstanceStore.IsStoredAsync(services.Db, rows.Journal)) throw;
        }

        (_state, _head, _loaded) = (burst.State, rows.Journal.Hash, true);
        var reply = new StimulusReply(instanceId, burst.Number, false, null, burst.State.Status, burst.State.SubStatus, burst.Result);
        _recent.Add(burst.Stimulus.Id, new HandledStimulus(burst.Stimulus.BodyHash, reply with { Repeated = true }));
        services.Signals.Committed(rows);
        return reply;
    }

    private async ValueTask<WorkflowGraph?> FindGraphAsync(string? contentHash, Stimulus stimulus)
    {
        try
        {
            return stimulus switch
            {
                Start => contentHash is null ? null : await services.Graphs.GetAsync(contentHash),
                Migrate migrate => await services.Graphs.GetAsync(migrate.ToContentHash),
                _ => await services.Graphs.GetAsync(_state!.ContentHash),
            };
        }
        catch (KeyNotFoundException) when (stimulus is Start or Migrate)
        {
            return null;
        }
    }

    private async Task<StimulusReply?> FindHandledAsync(Stimulus stimulus)
    {
        var handled = _recent.Find(stimulus.Id) ?? await InstanceStore.FindHandledAsync(services.Db, instanceId, stimulus);
        if (handled is null) return null;
        _recent.Add(stimulus.Id, handled);
        return Repeat(stimulus, handled);
    }

    private StimulusReply Repeat(Stimulus stimulus, HandledStimulus handled)
    {
        if (string.Equals(handled.BodyHash, stimulus.BodyHash, StringComparison.OrdinalIgnoreCase)) return handled.Reply;
        return Refuse(new Refusal(
            "idempotency.body-differs",
            $"The key of stimulus '{stimulus.Id}' was used before with another request; send the same body again, or use a new key.",
            "Idempotency-Key", RefusalKind.Invalid));
    }

    private StimulusReply Refuse(Refusal refusal) => new(
        instanceId, _state?.Burst ?? 0, false, refusal, _state?.Status ?? WorkflowStatus.Running,
        _state?.SubStatus ?? WorkflowSubStatus.Pending, default(JsonElement));

    private async Task LoadAsync(bool expectNew)
    {
        // A start brings a new id, so nearly always there is nothing to load; the insert finds out.
        if (_loaded || expectNew) return;
        var loaded = await InstanceStore.LoadAsync(services.Db, services.Codec, instanceId);
        (_state, _head) = (loaded?.State, loaded?.Head ?? HashChain.Origin);
        _loaded = loaded is not null;
    }

    // Memory learns of another activation by a failed commit only: who would do nothing for what it knows has to look.
    private async Task<bool> IsOvertakenAsync() => await InstanceStore.FindBurstAsync(services.Db, instanceId) != (_state?.Burst ?? 0);

    private void Forget() => (_state, _head, _loaded) = (null, HashChain.Origin, false);

    [LoggerMessage(Level = LogLevel.Information, Message = "Instance {InstanceId} reloaded and tries stimulus {StimulusId} again (try {Attempt})")]
    private static partial void LogRetried(ILogger logger, string instanceId, string stimulusId, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Instance {InstanceId} refused its own timer {BookmarkId}: {Code}")]
    private static partial void LogTimerRefused(ILogger logger, string instanceId, string bookmarkId, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Instance {InstanceId}, stimulus {StimulusId}: evaluation {Ordinal} tripped a backstop and fails by decree: {Reason}")]
    private static partial void LogBackstop(ILogger logger, string instanceId, string stimulusId, int ordinal, string reason);
}
