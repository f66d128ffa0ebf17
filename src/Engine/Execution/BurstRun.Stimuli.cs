using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>What each stimulus does first; the queue does the rest.</summary>
internal sealed partial class BurstRun
{
    /// <summary>Kind of the effects that start child instances; their answers come at the child's first rest and at its end.</summary>
    public const string StartChild = "start-child";

    /// <summary>Applies the stimulus; a refusal means that this run is thrown away.</summary>
    public Refusal? Handle()
    {
        switch (Stimulus)
        {
            case Stimuli.Start { Foreign.ValueKind: JsonValueKind.Object } import:
                Result = JsonValues.Object(json => json.WriteString("instanceId", State.InstanceId));
                Take(ForeignRecord.Read(import.Foreign));
                return null;
            case Stimuli.Start:
                Result = JsonValues.Object(json => json.WriteString("instanceId", State.InstanceId));
                StartRoot();
                return null;
            case ResumeBookmark resume:
                return ResumeWait(resume.BookmarkId, resume.Payload, static id => Refusals.BookmarkUnknown(id));
            case TimerDue timer:
                return ResumeWait(timer.BookmarkId, default, static id => Refusals.TimerUnknown(id));
            case EventReceived received:
                return Receive(received);
            case TaskCompleted completed:
                return Complete(completed);
            case TaskChanged changed:
                return Change(changed);
            case EffectSucceeded succeeded:
                return Answer(succeeded.EffectKey);
            case EffectFailed failed:
                return Answer(failed.EffectKey);
            case SubjectCommand command:
                return Command(command);
            case Cancel cancel:
                End(WorkflowSubStatus.Cancelled);
                _statusText = cancel.Reason;
                return null;
            case Delete delete:
                if (State.Status == WorkflowStatus.Running) End(WorkflowSubStatus.Cancelled);
                State.IsDeleted = true;
                _statusText = delete.Reason;
                return null;
            case Retry retry:
                return Retry(retry);
            case Amend amend:
                return Apply(amend);
            case Migrate migrate:
                return Move(migrate);
            default:
                throw new NotSupportedException($"Stimulus {Stimulus.GetType().Name} is not of the closed set.");
        }
    }

    private Refusal? ResumeWait(string bookmarkId, JsonElement payload, Func<string, Refusal> unknown)
    {
        var index = State.Bookmarks.FindIndex(bookmark => string.Equals(bookmark.Id, bookmarkId, StringComparison.Ordinal));
        if (index < 0) return unknown(bookmarkId);
        var bookmark = State.Bookmarks[index];
        var owner = Find(bookmark.ExecutionId)!;
        RemoveBookmark(owner, index);
        Resume(owner, new Resumption(Stimulus, bookmark, payload, Tag: bookmark.Tag));
        return null;
    }

    private Refusal? Receive(EventReceived received)
    {
        var bookmark = State.Bookmarks.Find(wait => string.Equals(wait.Id, received.BookmarkId, StringComparison.Ordinal));
        if (bookmark is null || !string.Equals(bookmark.Hash, BookmarkHash.ForEvent(received.Name), StringComparison.Ordinal))
        {
            return Refusals.BookmarkUnknown(received.BookmarkId);
        }

        return ResumeWait(received.BookmarkId, received.Payload, static id => Refusals.BookmarkUnknown(id));
    }

    private Refusal? Complete(TaskCompleted completed)
    {
        var index = State.Tasks.FindIndex(task => string.Equals(task.Id, completed.TaskId, StringComparison.Ordinal));
        if (index < 0) return Refusals.TaskNotOpen(completed.TaskId);
        var task = State.Tasks[index];
        if (TaskRules.FindObstacle(task, completed.Actor, completed.EntitledAs) is { } obstacle) return obstacle;
        if (TaskRules.FindOutcomeFault(task, completed.Outcome) is { } fault) return fault;

        var owner = Find(task.ExecutionId)!;
        CloseTask(owner, index, task with
        {
            Status = HumanTaskStatus.Completed,
            CompletedBy = completed.Actor.Id,
            CompletedAt = Now,
            Outcome = completed.Outcome,
        });
        Result = JsonValues.Object(json =>
        {
            json.WriteString("taskId", task.Id);
            json.WriteString("outcome", completed.Outcome);
        });
        Resume(owner, new Resumption(Stimulus, null, completed.Data, completed.Outcome, task.Id));
        return null;
    }

    private Refusal? Change(TaskChanged changed)
    {
        var index = State.Tasks.FindIndex(task => string.Equals(task.Id, changed.TaskId, StringComparison.Ordinal));
        if (index < 0) return Refusals.TaskNotOpen(changed.TaskId);
        var (task, refusal) = TaskRules.Change(State.Tasks[index], changed);
        if (task is null) return refusal;
        State.Tasks[index] = task;
        PutTask(task, created: false);
        Journal(new JournalEntry(
            EntryKind.TaskChanged, task.NodeId, task.ExecutionId, Name: changed.Verb.ToString(), Text: changed.Reason, Data: JsonValues.Object(json =>
            {
                json.WriteString("taskId", task.Id);
                json.WriteString("assignee", task.Assignee);
            })));
        Result = JsonValues.Object(json =>
        {
            json.WriteString("taskId", task.Id);
            json.WriteString("status", task.Status.ToString());
            json.WriteString("assignee", task.Assignee);
        });
        return null;
    }

    private Refusal? Answer(string effectKey)
    {
        var effect = State.PendingEffects.Find(pending => string.Equals(pending.Key, effectKey, StringComparison.Ordinal));
        if (effect is null) return Refusals.EffectUnknown(effectKey);
        if (State.Status == WorkflowStatus.Finished)
        {
            State.PendingEffects[State.PendingEffects.IndexOf(effect)] = effect with { Answer = Stimulus };
            Journal(new JournalEntry(EntryKind.EffectAnswered, ExecutionId: effect.ExecutionId, Name: effect.Kind, Text: effect.Key));
            return null;
        }

        AnswerEffect(effect, Stimulus);
        return null;
    }

    private void AnswerEffect(PendingEffect effect, Stimulus answer)
    {
        var owner = Find(effect.ExecutionId)!;
        var success = answer as EffectSucceeded;
        var result = success?.Result ?? default;
        var isLast = success is null || !string.Equals(effect.Kind, StartChild, StringComparison.Ordinal) || result.Flag("final") == true;
        if (isLast)
        {
            State.PendingEffects.Remove(effect);
            owner.Waits--;
        }
        else if (effect.Answer is not null)
        {
            State.PendingEffects[State.PendingEffects.IndexOf(effect)] = effect with { Answer = null };
        }

        Journal(new JournalEntry(
            EntryKind.EffectAnswered, owner.Node.NodeId, owner.Context.Id, Name: effect.Kind, Text: effect.Key,
            Data: success is null ? JsonValues.Of(((EffectFailed)answer).Code) : result));
        Resume(owner, new Resumption(answer, null, result, Failure: answer as EffectFailed, Tag: effect.Tag));
    }

    private Refusal? Apply(Amend amend)
    {
        var writes = new List<(LiveExecution Owner, int Index, JsonElement Value)>();
        foreach (var (name, value) in amend.Variables)
        {
            var owners = _live.FindAll(execution => execution.Context.Variables.Exists(slot => string.Equals(slot.Name, name, StringComparison.Ordinal)));
            if (owners.Count == 0)
            {
                return Refusals.VariableUnknown(name, _live.SelectMany(execution => execution.Context.Variables).Select(slot => slot.Name));
            }

            var index = owners[0].Context.Variables.FindIndex(slot => string.Equals(slot.Name, name, StringComparison.Ordinal));
            var type = owners[0].Context.Variables[index].Type;
            try
            {
                writes.Add((owners[0], index, ConvertFor("变量", name, type, value)));
            }
            catch (ExpressionException e)
            {
                return new Refusal(e.Code, e.Message, $"variables.{name}", RefusalKind.Invalid);
            }
        }

        foreach (var (owner, index, value) in writes)
        {
            var slot = owner.Context.Variables[index];
            owner.Context.Variables[index] = slot with { Value = value };
            Journal(new JournalEntry(EntryKind.Amended, owner.Node.NodeId, owner.Context.Id, Name: slot.Name, Text: amend.Reason, Data: value));
        }

        return null;
    }
}
