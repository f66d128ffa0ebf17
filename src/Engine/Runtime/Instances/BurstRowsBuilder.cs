using System.Security.Cryptography;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Turns a burst into rows. Changes that cancel out within the burst (a wait stored and removed) leave no row.</summary>
internal sealed class BurstRowsBuilder(IStateCodec codec, OutboxQueue outbox, TaskForms forms)
{
    public BurstRows Build(InstanceState? before, byte[] head, Burst burst)
    {
        var state = burst.State;
        var (packed, stateHash) = Write(state);
        var journal = Journal(burst, head, stateHash);
        var instance = Instance(state, journal.Hash, packed);
        var waits = new Dictionary<string, EventWaitRow>(StringComparer.Ordinal);
        var removedWaits = new List<string>();
        var tasks = new Dictionary<string, (HumanTask Task, bool Created)>(StringComparer.Ordinal);
        var events = new List<EventRow>();
        var projected = new List<RowProjected>();
        foreach (var change in burst.Changes)
        {
            switch (change)
            {
                case BookmarkCreated { Bookmark: var bookmark }:
                    if (bookmark.Hash is not null) waits.Add(bookmark.Id, Wait(state, bookmark));
                    break;
                case BookmarkRemoved { Bookmark: var bookmark }:
                    if (bookmark.Hash is not null && !waits.Remove(bookmark.Id)) removedWaits.Add(bookmark.Id);
                    break;
                case TaskPut put:
                    var created = put.Created || (tasks.TryGetValue(put.Task.Id, out var earlier) && earlier.Created);
                    tasks[put.Task.Id] = (put.Task, created);
                    break;
                case EventPublished published:
                    events.Add(Event(published, burst));
                    break;
                case RowProjected row:
                    projected.Add(row);
                    break;
                default:
                    throw new InvalidOperationException($"Change '{change.GetType().Name}' is not one of the closed set.");
            }
        }

        var (addedCandidates, removedCandidates) = Candidates(before, tasks.Values);
        List<TaskRow> opened = [.. tasks.Values.Where(put => put.Created).Select(put => TaskRows.ToRow(put.Task, TaskForms.HashOf(put.Task.Form)))];
        return new BurstRows(
            instance, before?.Burst ?? 0, !string.Equals(before?.CorrelationId, state.CorrelationId, StringComparison.Ordinal), journal, [.. waits.Values], removedWaits, NextDue(before), NextDue(state),
            forms.Missing(opened, tasks),
            opened,
            [.. tasks.Values.Where(put => !put.Created).Select(put => TaskRows.ToRow(put.Task, formHash: null))],
            addedCandidates, removedCandidates,
            [.. burst.Effects.Select(effect => outbox.ToRow(state.InstanceId, effect, Round(burst)))],
            burst.Stimulus is Retry ? [.. burst.Effects.Select(effect => effect.Key)] : [],
            events, (burst.Stimulus as EventReceived)?.EventId, projected);
    }

    // A retried effect keeps its key. That it fails once more is another stimulus, and no repeat of the first failure.
    private static int Round(Burst burst) => burst.Stimulus is Retry ? (int)burst.Number : 0;

    private (byte[] Packed, byte[] Hash) Write(InstanceState state)
    {
        using var scratch = JsonScratch.Take();
        codec.Write(scratch.Writer, state);
        return (Packing.Pack(scratch.Written), SHA256.HashData(scratch.Written));
    }

    private static JournalRow Journal(Burst burst, byte[] head, byte[] stateHash)
    {
        var stimulus = burst.Stimulus;
        using var scratch = JsonScratch.Take();
        JournalCodec.Write(scratch.Writer, stimulus, burst.Entries, burst.Result);
        var payload = scratch.Written;
        var row = new JournalRow
        {
            InstanceId = burst.State.InstanceId,
            Sequence = burst.Number,
            StimulusId = stimulus.Id,
            BodyHash = stimulus.BodyHash,
            Kind = JournalCodec.KindOf(stimulus),
            At = burst.At,
            ActorId = stimulus.Actor.Id,
            OnBehalfOf = stimulus.Actor.OnBehalfOf,
            Via = stimulus.Actor.Via,
            FirstEntry = burst.FirstEntry,
            EntryCount = burst.Entries.Count,
            ContentHash = burst.State.ContentHash,
            CoreVersion = CoreVersion.Current,
            Status = burst.State.Status,
            SubStatus = burst.State.SubStatus,
            StateHash = stateHash,
            PreviousHash = head,
            Hash = [],
            Payload = Packing.Pack(payload),
        };
        row.Hash = HashChain.Hash(row, payload);
        return row;
    }

    private static InstanceRow Instance(InstanceState state, byte[] head, byte[] packed) => new()
    {
        Id = state.InstanceId,
        DefinitionId = state.DefinitionId,
        VersionId = state.DefinitionVersionId,
        Version = state.DefinitionVersion,
        ContentHash = state.ContentHash,
        Status = state.Status,
        SubStatus = state.SubStatus,
        Name = Shorten(state.Name, Lengths.Name),
        CorrelationId = Shorten(state.CorrelationId, Lengths.CorrelationId),
        ParentInstanceId = state.Parent?.InstanceId,
        CreatedAt = state.CreatedAt,
        UpdatedAt = state.UpdatedAt,
        FinishedAt = state.FinishedAt,
        Burst = state.Burst,
        IncidentCount = state.Incidents.Count(incident => !incident.Resolved),
        HeadHash = head,
        State = packed,
        IsDeleted = state.IsDeleted,
    };

    private static DateTimeOffset? NextDue(InstanceState? state) =>
        state is null || state.Status == WorkflowStatus.Finished ? null : state.Bookmarks.Min(bookmark => bookmark.DueAt);

    private static EventWaitRow Wait(InstanceState state, Bookmark bookmark) => new()
    {
        BookmarkId = bookmark.Id,
        InstanceId = state.InstanceId,
        Hash = bookmark.Hash!,
        CorrelationId = Shorten(bookmark.CorrelationId, Lengths.CorrelationId),
        Burst = state.Burst,
    };

    private static EventRow Event(EventPublished published, Burst burst) => new()
    {
        Id = published.Id,
        Name = Shorten(published.Name, Lengths.Name)!,
        Hash = BookmarkHash.ForEvent(published.Name),
        CorrelationId = string.IsNullOrWhiteSpace(published.CorrelationId) ? null : Shorten(published.CorrelationId, Lengths.CorrelationId),
        LocalInstanceId = published.LocalInstanceId,
        Payload = published.Payload.ValueKind == JsonValueKind.Undefined ? null : published.Payload.GetRawText(),
        At = burst.At,
        ActorId = Actor.Engine.Id,
    };

    /// <summary>Candidate rows exist for open and claimed tasks; the state before tells which rows are stored.</summary>
    private static (List<TaskCandidateRow> Added, List<TaskCandidateRow> Removed) Candidates(
        InstanceState? before, IReadOnlyCollection<(HumanTask Task, bool Created)> puts)
    {
        var added = new List<TaskCandidateRow>();
        var removed = new List<TaskCandidateRow>();
        foreach (var (task, _) in puts)
        {
            IEnumerable<string> stored = before?.Tasks.Find(old => string.Equals(old.Id, task.Id, StringComparison.Ordinal))?.Candidates ?? [];
            IEnumerable<string> wanted = task.Status is HumanTaskStatus.Open or HumanTaskStatus.Claimed ? task.Candidates : [];
            added.AddRange(wanted.Except(stored, StringComparer.Ordinal).Select(candidate => new TaskCandidateRow { Candidate = candidate, TaskId = task.Id }));
            removed.AddRange(stored.Except(wanted, StringComparer.Ordinal).Select(candidate => new TaskCandidateRow { Candidate = candidate, TaskId = task.Id }));
        }

        return (added, removed);
    }

    // The state keeps the whole text; the columns are for lists and matching.
    private static string? Shorten(string? text, int length) => text is { } && text.Length > length ? text[..length] : text;
}
