using System.Globalization;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.History.Archives;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>Looks, when all is over, whether the promises were kept.</summary>
internal sealed class SimJudge(SimWorld world)
{
    private readonly List<string> _violations = [];

    public List<string> FindViolations()
    {
        var (instances, journal) = world.Db.Read(db => (
            db.Instances.OrderBy(row => row.Id).ToList(), db.Journal.OrderBy(row => row.InstanceId).ThenBy(row => row.Sequence).ToList()));
        var stimuli = journal.ToLookup(row => row.StimulusId, StringComparer.Ordinal);
        foreach (var twice in stimuli.Where(rows => rows.Count() > 1)) Add($"stimulus '{twice.Key}' is {twice.Count()} times in the journal");
        CheckAnswers(stimuli);
        CheckTimers(instances, journal, stimuli);
        CheckEffects(instances, journal, stimuli);
        CheckTriggers(instances);
        foreach (var row in instances) CheckInstance(row, journal);
        return _violations;
    }

    /// <summary>The history, for the reader of a failure.</summary>
    public static IEnumerable<string> History(SimDb db) => db.Read(context => context.Journal.OrderBy(row => row.InstanceId).ThenBy(row => row.Sequence).ToList())
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.InstanceId} {row.Sequence,3} {row.At:HH:mm:ss.fff} {row.StimulusId} -> {row.SubStatus}"));

    private void Add(string violation) => _violations.Add(violation);

    // Acknowledged means durable, and a repeat is told what the first one was told.
    private void CheckAnswers(ILookup<string, JournalRow> stimuli)
    {
        foreach (var answer in world.People.Answers.Where(answer => answer.Refusal is null))
        {
            var row = stimuli[answer.StimulusId].FirstOrDefault();
            if (row is null) Add($"'{answer.StimulusId}' was acknowledged and is not in the journal");
            else if (row.InstanceId != answer.InstanceId || row.Sequence != answer.Burst)
                Add($"'{answer.StimulusId}' was answered with {answer.InstanceId} burst {answer.Burst}, stored is {row.InstanceId} burst {row.Sequence}");
        }

        // A refusal proves nothing: it is not committed, so a node that was declared dead may refuse what another one has just made legal.
        var events = world.Db.Read(db => db.Events.Select(row => row.Id).ToHashSet(StringComparer.Ordinal));
        foreach (var published in world.People.Published.Where(id => !events.Contains(id))) Add($"event '{published}' was acknowledged and is not stored");
    }

    private void CheckTimers(List<InstanceRow> instances, List<JournalRow> journal, ILookup<string, JournalRow> stimuli)
    {
        var statuses = instances.ToDictionary(row => row.Id, row => row.SubStatus, StringComparer.Ordinal);
        foreach (var (instance, bookmark) in Timers(journal))
        {
            var fired = stimuli["timer/" + bookmark.Id].ToList();
            if (fired.Count == 0 && statuses[instance] != WorkflowSubStatus.Cancelled) Add($"timer '{bookmark.Id}' never fired");
            foreach (var row in fired)
            {
                var due = bookmark.DueAt!.Value;
                var stimulus = (TimerDue)row.Payload().Stimulus;
                if (stimulus.At != due || row.At < due) Add($"timer '{bookmark.Id}', due at {due:O}, is recorded at {stimulus.At:O} and {row.At:O}");

                // A command may be accepted by a clock that is ahead of the one by which the timers before it run: another node's, or the same one's before it jumped back.
                if (stimulus.FiredAt + world.ClockSpread < due) Add($"timer '{bookmark.Id}', due at {due:O}, fired at {stimulus.FiredAt:O}");
            }
        }
    }

    // Every timer that was ever set: the table holds only an instance's nearest one.
    private static IEnumerable<(string Instance, Bookmark Bookmark)> Timers(List<JournalRow> journal)
    {
        foreach (var rows in journal.GroupBy(row => row.InstanceId, StringComparer.Ordinal))
        {
            InstanceState? state = null;
            foreach (var row in rows)
            {
                var source = state is null ? null : SimCore.Instance.Graph(state.ContentHash);
                var burst = SimCore.Instance.Interpreter.Advance(SimCore.Instance.Graph(row.ContentHash), state, row.Payload().Stimulus, row.At, source).Burst!;
                foreach (var created in burst.Changes.OfType<BookmarkCreated>().Where(change => change.Bookmark.DueAt is not null)) yield return (rows.Key, created.Bookmark);
                state = burst.State;
            }
        }
    }

    private void CheckEffects(List<InstanceRow> instances, List<JournalRow> journal, ILookup<string, JournalRow> stimuli)
    {
        var cancelled = instances.Where(row => row.SubStatus == WorkflowSubStatus.Cancelled).Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var effect in world.Db.Select("SELECT DISTINCT EffectKey, InstanceId, Kind FROM SimEffects"))
        {
            var (key, instance, kind) = (effect[0], effect[1], effect[2]);
            if (kind == "http" && !world.Department.Deliveries.ContainsKey(key)) Add($"effect '{key}' was never delivered");
            if (kind == "http" && !cancelled.Contains(instance) && !stimuli[$"effect/{key}/ok"].Any() && !journal.Exists(row => row.StimulusId.StartsWith($"effect/{key}/failed/", StringComparison.Ordinal)))
                Add($"effect '{key}' was never answered");
        }

        foreach (var row in journal.Where(row => row.StimulusId.StartsWith("effect/", StringComparison.Ordinal) && row.Kind == "effect-succeeded"))
        {
            var answer = (EffectSucceeded)row.Payload().Stimulus;
            var body = answer.Result.GetProperty("body").GetString()!;
            if (!body.StartsWith(answer.EffectKey + " #", StringComparison.Ordinal)) Add($"effect '{answer.EffectKey}' got the answer '{body}'");
        }

        foreach (var left in world.Db.Read(db => db.Outbox.Where(row => row.Status == OutboxStatus.Pending).Select(row => row.Key).ToList())) Add($"effect '{left}' is left");
    }

    private void CheckTriggers(List<InstanceRow> instances)
    {
        var once = instances.Count(row => row.DefinitionId == SimCore.Once);
        if (once != (world.HasSweeps ? 1 : 0)) Add($"the single start started {once} instances");
        var alarms = world.Db.Read(db => db.Events.Count(row => row.Name == "Alarm"));
        var started = instances.Count(row => row.DefinitionId == SimCore.Alarm);
        if (alarms != started) Add($"{alarms} alarms started {started} instances");
    }

    private void CheckInstance(InstanceRow row, List<JournalRow> journal)
    {
        var (verifier, core) = (new JournalVerifier(world.Db.Judge, null!, new ArchiveFolder("none")), SimCore.Instance);
        if (verifier.VerifyAsync(row.Id).GetAwaiter().GetResult().Fault is { } fault) Add($"{row.Id}: {fault.Kind} at {fault.Sequence}");
        var replay = new Replayer(world.Db.Judge, verifier, core.Interpreter, core.Codec, core).ReplayAsync(row.Id).GetAwaiter().GetResult()!;
        if (replay.Outcome != ReplayOutcome.Equal) Add($"{row.Id}: the replay is {replay.Outcome}: {replay.Divergence?.Reason}");
        var state = core.Codec.Read(Packing.Unpack(row.State));
        if (!core.Codec.Write(state).AsSpan().SequenceEqual(core.Codec.Write(replay.State!))) Add($"{row.Id}: the stored state is not the replayed one");
        var due = state.Status == WorkflowStatus.Finished ? null : state.Bookmarks.Min(bookmark => bookmark.DueAt);
        if (world.Db.Read(db => db.Timers.FirstOrDefault(timer => timer.InstanceId == row.Id))?.DueAt != due) Add($"{row.Id}: its timer in the table is not the nearest of its state");
        Compare(row.Id, "waits", world.Db.Read(db => db.EventWaits.Where(wait => wait.InstanceId == row.Id).Select(wait => wait.BookmarkId).ToList()), state.Bookmarks.Where(bookmark => bookmark.Hash is not null).Select(bookmark => bookmark.Id));
        var last = row.UpdatedAt;
        if (journal.Where(step => step.InstanceId == row.Id).Aggregate(DateTimeOffset.MinValue, (before, step) => step.At < before ? DateTimeOffset.MaxValue : step.At) != last)
            Add($"{row.Id}: its time went backward");
    }

    private void Compare(string instanceId, string what, List<string> stored, IEnumerable<string> wanted)
    {
        if (!stored.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            Add($"{instanceId}: its {what} in the table are not those of its state");
    }
}
