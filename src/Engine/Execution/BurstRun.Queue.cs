using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>The first-in-first-out queue, starting activities, and carrying completions upward (elsa-definition-format.md §8.6).</summary>
internal sealed partial class BurstRun
{
    /// <summary>Bound against loops that never wait.</summary>
    public const int MaxActivitiesPerBurst = 10_000;

    private readonly Queue<WorkItem> _queue = new();
    private int _executed;
    private bool _ended;

    public void Enqueue(WorkItem item)
    {
        item.Parent.Queued++;
        _queue.Enqueue(item);
    }

    public bool IsQueued(LiveExecution parent, ActivityNode child)
    {
        foreach (var item in _queue)
        {
            if (item.Parent == parent && item.Node == child) return true;
        }

        return false;
    }

    /// <summary>Starts the workflow node itself.</summary>
    public void StartRoot()
    {
        var root = Open(Graph.Root, null, null, null);
        root.DeclareVariables();
        Guarded(root, static (x, _) => x.Node.Activity.Execute(x), 0);
        Settle(root);
    }

    /// <summary>Runs until nothing is left to do without the world.</summary>
    public void Drain()
    {
        while (!_ended)
        {
            if (DeliverNextSignal()) continue;
            if (!_queue.TryDequeue(out var item)) break;
            item.Parent.Queued--;
            if (item.Parent.IsRunning) Start(item);
        }

        if (_ended) _queue.Clear();
    }

    /// <summary>Calls an activity; what it throws becomes its incident. Returns false when it faulted.</summary>
    public bool Guarded<T>(LiveExecution execution, Action<LiveExecution, T> call, T argument)
    {
        try
        {
            call(execution, argument);
            return true;
        }
        catch (Exception e) when (IsFault(e))
        {
            Fault(execution, e);
            return false;
        }
    }

    // A refusal reaches the sender of a stimulus that a person can correct; on any other stimulus nobody could, so it is a fault. That the
    // process has no memory left is not the case's fault: nothing comes of the burst, and whoever sent the stimulus sends it again.
    private bool IsFault(Exception exception) => exception switch
    {
        BackstopTrippedException or OutOfMemoryException => false,
        StimulusRefusedException => Stimulus is not (Stimuli.Start or Stimuli.TaskCompleted or Stimuli.SubjectCommand),
        _ => true,
    };

    /// <summary>Resumes a waiting execution with what came back.</summary>
    public void Resume(LiveExecution execution, Resumption resumption)
    {
        Journal(new JournalEntry(EntryKind.ActivityResumed, execution.Node.NodeId, execution.Context.Id));
        if (!Guarded(execution, static (x, with) => x.Node.Activity.Resume(x, with), resumption)) return;
        if (!execution.HasPendingChildren && !execution.HasFaultedChildren && execution.Waits == 0) execution.RequestCompletion([]);
        Suspended(execution);
        Settle(execution);
    }

    /// <summary>Carries a requested completion upward, container by container.</summary>
    public void Settle(LiveExecution execution)
    {
        while (execution.CompletionRequested && !_ended)
        {
            var parent = execution.Parent;
            Finalize(execution);
            if (execution.FinishRequested || parent is null)
            {
                End(WorkflowSubStatus.Finished);
                return;
            }

            var stopsHere = execution.Unwinding switch
            {
                Unwinding.Break => parent.Node.Activity is ILoop or IComposite,
                Unwinding.Composite => parent.IsComposite,
                _ => true,
            };
            if (!stopsHere)
            {
                parent.RequestUnwinding(execution.Unwinding, execution.CompositeOutcomes);
            }
            else if (!NotifyParent(parent, execution))
            {
                return;
            }

            execution = parent;
        }
    }

    private void Start(WorkItem item)
    {
        var execution = Open(item.Node, item.Parent, item.ScheduledBy, item.Tag);
        execution.Context.KeysOf = item.KeysOf;
        if (item.Slots is not null) execution.Context.Variables.AddRange(item.Slots);
        if (item.Variables is not null)
        {
            foreach (var (name, value) in item.Variables) execution.Context.Variables.Add(new VariableSlot(name, name, "Object", value.OrNull()));
        }

        if (TriggerExecution is null && Stimulus is Stimuli.Start { TriggerActivityId: { } trigger } && string.Equals(trigger, item.Node.Id, StringComparison.Ordinal))
        {
            TriggerExecution = execution;
        }

        if (!Guarded(execution, static (x, run) => run.Execute(x), this)) return;
        if (!execution.HasPendingChildren && execution.Waits == 0) execution.RequestCompletion([]);
        Suspended(execution);
        Settle(execution);
    }

    private void Execute(LiveExecution execution)
    {
        var started = _entries.Count;
        Journal(new JournalEntry(
            EntryKind.ActivityStarted, execution.Node.NodeId, execution.Context.Id, execution.Context.ParentId, execution.Context.ScheduledBy));
        if (++_executed > MaxActivitiesPerBurst)
        {
            throw new ActivityFaultException(
                "burst.too-long",
                $"一次执行超过了 {MaxActivitiesPerBurst} 个活动仍未等待；请检查流程中是否有没有等待的循环，或由管理员重试以继续。");
        }

        var inputs = execution.EvaluateInputs();
        if (inputs is not null) _entries[started] = _entries[started] with { Values = inputs };
        execution.DeclareVariables();
        execution.Node.Activity.Execute(execution);
    }

    private LiveExecution Open(ActivityNode node, LiveExecution? parent, string? scheduledBy, string? tag)
    {
        var context = new ActivityContext
        {
            Id = NextExecutionId(),
            NodeId = node.NodeId,
            ParentId = parent?.Context.Id,
            ScheduledBy = scheduledBy,
            Status = ActivityStatus.Running,
            StartedAt = Now,
            Tag = tag,
        };
        var execution = new LiveExecution(this, context, node, parent);
        parent?.Children.Add(execution);
        _live.Add(execution);
        return execution;
    }

    private void Finalize(LiveExecution execution)
    {
        RemoveWaits(execution);
        CancelAllBelow(execution);
        execution.Context.Status = ActivityStatus.Completed;
        if (execution.Parent is null) return;
        var justDone = execution.Outcomes is ["Done"];
        Journal(new JournalEntry(
            EntryKind.ActivityCompleted, execution.Node.NodeId, execution.Context.Id,
            Outcomes: justDone ? null : execution.Outcomes, Values: execution.OutputsSet));
        Forget(execution);
    }

    private bool NotifyParent(LiveExecution parent, LiveExecution child)
    {
        var completion = new ChildCompletion(
            child.Node, child.Context.Id, child.Unwinding == Unwinding.Composite ? child.CompositeOutcomes : child.Outcomes,
            child.Unwinding == Unwinding.Composite || child.Node.Shape.IsTerminal,
            child.Unwinding == Unwinding.Break, child.Context.Tag);
        parent.Cause = child.Context.Id;
        try
        {
            parent.Node.Activity.ChildCompleted(parent, completion);
        }
        catch (Exception e) when (IsFault(e))
        {
            // As in Elsa the child carries the incident: retrying or skipping it asks its container again.
            parent.WithdrawCompletion();
            Reinstate(child);
            Fault(child, e);
            return false;
        }
        finally
        {
            parent.Cause = null;
        }

        return true;
    }

    private void Suspended(LiveExecution execution)
    {
        if (execution.Waits > 0 && !execution.CompletionRequested)
        {
            Journal(new JournalEntry(EntryKind.ActivitySuspended, execution.Node.NodeId, execution.Context.Id));
        }
    }

    private void Forget(LiveExecution execution)
    {
        execution.Parent?.Children.Remove(execution);
        _live.Remove(execution);
    }

    private void Reinstate(LiveExecution execution)
    {
        execution.WithdrawCompletion();
        execution.Parent!.Children.Add(execution);
        _live.Add(execution);
    }
}
