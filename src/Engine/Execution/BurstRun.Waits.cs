using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Tasks;
using TaskRequest = GridGov.Workflow.Engine.Activities.TaskRequest;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Bookmarks, human tasks and effects: kept in the state, and told to the world as changes and effects.</summary>
internal sealed partial class BurstRun
{
    public Bookmark AddBookmark(LiveExecution by, string? hash, DateTimeOffset? dueAt, JsonElement payload, string? tag)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{State.InstanceId}-{_prefix}-b{++_bookmarks}");
        var bookmark = new Bookmark(
            id, by.Node.Type, by.Context.Id, by.Node.NodeId, hash, payload, State.CorrelationId, Now, dueAt, tag);
        State.Bookmarks.Add(bookmark);
        by.Waits++;
        if (HasRow(bookmark)) _changes.Add(new BookmarkCreated(bookmark));
        Journal(new JournalEntry(EntryKind.BookmarkCreated, by.Node.NodeId, by.Context.Id, Name: bookmark.Name, Text: id, Data: payload));
        return bookmark;
    }

    public void RemoveBookmarks(LiveExecution by, string? tag)
    {
        if (by.Waits == 0) return;
        for (var i = State.Bookmarks.Count - 1; i >= 0; i--)
        {
            var bookmark = State.Bookmarks[i];
            if (!string.Equals(bookmark.ExecutionId, by.Context.Id, StringComparison.Ordinal)) continue;
            if (tag is null || string.Equals(bookmark.Tag, tag, StringComparison.Ordinal)) RemoveBookmark(by, i);
        }
    }

    public void RemoveBookmark(LiveExecution by, int index)
    {
        var bookmark = State.Bookmarks[index];
        State.Bookmarks.RemoveAt(index);
        by.Waits--;
        RemoveBookmarkRow(bookmark);
        Journal(new JournalEntry(EntryKind.BookmarkRemoved, by.Node.NodeId, by.Context.Id, Name: bookmark.Name, Text: bookmark.Id));
    }

    public HumanTask OpenTask(LiveExecution by, TaskRequest request)
    {
        if (request.Candidates.Count == 0 && request.Assignee is null)
        {
            throw new ActivityFaultException("task.nobody", $"任务“{request.Name}”既没有候选人也没有指定办理人，无人可以办理；请检查活动的候选人设置。");
        }

        var task = new HumanTask
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{State.InstanceId}-{_prefix}-t{++_tasks}"),
            InstanceId = State.InstanceId,
            ExecutionId = by.Context.Id,
            NodeId = by.Node.NodeId,
            Name = request.Name,
            Title = request.Title,
            Payload = request.Payload,
            Candidates = request.Candidates,
            ExcludedUsers = request.ExcludedUsers,
            ExcludedUnits = request.ExcludedUnits,
            Outcomes = request.Outcomes,
            Form = request.Form,
            Status = request.Assignee is null ? HumanTaskStatus.Open : HumanTaskStatus.Claimed,
            Assignee = request.Assignee,
            CreatedAt = Now,
            DueAt = request.DueAt,
            RemindAt = request.RemindAt,
            AreaCode = request.AreaCode,
            UnitId = request.UnitId,
            SubjectKey = request.SubjectKey,
        };
        State.Tasks.Add(task);
        by.Waits++;
        PutTask(task, created: true);
        Journal(new JournalEntry(EntryKind.TaskOpened, by.Node.NodeId, by.Context.Id, Name: task.Name, Text: task.Id, Data: task.Payload));
        return task;
    }

    public void CancelTask(LiveExecution by, string taskId)
    {
        var index = State.Tasks.FindIndex(task =>
            string.Equals(task.Id, taskId, StringComparison.Ordinal) && string.Equals(task.ExecutionId, by.Context.Id, StringComparison.Ordinal));
        if (index >= 0) CloseTask(by, index, State.Tasks[index] with { Status = HumanTaskStatus.Cancelled });
    }

    /// <summary>Takes a task out of the state and writes how it ended.</summary>
    public void CloseTask(LiveExecution by, int index, HumanTask closed)
    {
        State.Tasks.RemoveAt(index);
        by.Waits--;
        PutTask(closed, created: false);
        Journal(new JournalEntry(
            EntryKind.TaskClosed, closed.NodeId, closed.ExecutionId, Name: closed.Name,
            Text: closed.Id, Outcomes: closed.Outcome is null ? null : [closed.Outcome], Data: JsonValues.Of(closed.Status.ToString())));
    }

    public IReadOnlyList<HumanTask> TasksOf(LiveExecution execution) =>
        State.Tasks.FindAll(task => string.Equals(task.ExecutionId, execution.Context.Id, StringComparison.Ordinal));

    public string Request(LiveExecution by, string kind, JsonElement payload, bool answered, string? tag)
    {
        // A retried attempt repeats the keys of the failed one in the burst that retries; what it asks for later is new.
        var owner = Stimulus is Stimuli.Retry ? by.Context.KeysOf ?? by.Context.Id : by.Context.Id;
        var key = string.Create(CultureInfo.InvariantCulture, $"{State.InstanceId}/{owner}/{++by.Context.EffectCount}");
        _effects.Add(new Effect(key, kind, payload.OrNull(), answered));
        if (answered)
        {
            State.PendingEffects.Add(new PendingEffect(key, by.Context.Id, kind, tag));
            by.Waits++;
        }

        Journal(new JournalEntry(EntryKind.EffectRequested, by.Node.NodeId, by.Context.Id, Name: kind, Text: key, Data: payload));
        return key;
    }

    private void RemoveWaits(LiveExecution execution)
    {
        if (execution.Waits == 0) return;
        var id = execution.Context.Id;
        RemoveBookmarks(execution, null);
        for (var i = State.Tasks.Count - 1; i >= 0; i--)
        {
            var task = State.Tasks[i];
            if (string.Equals(task.ExecutionId, id, StringComparison.Ordinal)) CloseTask(execution, i, task with { Status = HumanTaskStatus.Cancelled });
        }

        State.PendingEffects.RemoveAll(effect => string.Equals(effect.ExecutionId, id, StringComparison.Ordinal));
        execution.Waits = 0;
    }

    // A wait for the subject's signals is found through the state, never from outside.
    private static bool HasRow(Bookmark bookmark) => bookmark.Hash is not null || bookmark.DueAt is not null;

    // What was created and removed in one burst never existed for the world.
    private void RemoveBookmarkRow(Bookmark bookmark)
    {
        if (!HasRow(bookmark)) return;
        var created = _changes.FindIndex(change => change is BookmarkCreated added && string.Equals(added.Bookmark.Id, bookmark.Id, StringComparison.Ordinal));
        if (created >= 0) _changes.RemoveAt(created);
        else _changes.Add(new BookmarkRemoved(bookmark));
    }

    // One row per task and burst: the last form, and an insert if the task is new.
    private void PutTask(HumanTask task, bool created)
    {
        var earlier = _changes.FindIndex(change => change is TaskPut put && string.Equals(put.Task.Id, task.Id, StringComparison.Ordinal));
        if (earlier >= 0) _changes[earlier] = new TaskPut(task, created || ((TaskPut)_changes[earlier]).Created);
        else _changes.Add(new TaskPut(task, created));
    }
}
