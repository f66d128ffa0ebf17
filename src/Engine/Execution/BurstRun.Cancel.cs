using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Cancelling executions with everything below them, and ending the instance.</summary>
internal sealed partial class BurstRun
{
    public void CancelChildren(LiveExecution parent, Func<ActivityNode, bool>? which)
    {
        if (parent.Children.Count == 0) return;
        foreach (var child in parent.Children.ToArray())
        {
            if (!child.IsRunning || (which is not null && !which(child.Node))) continue;
            CancelTree(child);
            parent.Node.Activity.ChildCanceled(parent, child.Node);
        }
    }

    /// <summary>Ends the instance: whatever runs, waits or is queued is cancelled; the workflow node's context stays readable.</summary>
    public void End(WorkflowSubStatus subStatus)
    {
        _ended = true;
        var root = _live[0];
        RemoveWaits(root);
        CancelAllBelow(root);
        root.Context.Status = subStatus == WorkflowSubStatus.Cancelled ? ActivityStatus.Canceled : ActivityStatus.Completed;
        State.Status = WorkflowStatus.Finished;
        State.SubStatus = subStatus;
        State.FinishedAt = Now;
    }

    private void CancelAllBelow(LiveExecution execution)
    {
        while (execution.Children.Count > 0) CancelTree(execution.Children[^1]);
    }

    private void CancelTree(LiveExecution execution)
    {
        CancelAllBelow(execution);
        RemoveWaits(execution);
        execution.Context.Status = ActivityStatus.Canceled;
        Journal(new JournalEntry(EntryKind.ActivityCanceled, execution.Node.NodeId, execution.Context.Id));
        Forget(execution);
    }
}
