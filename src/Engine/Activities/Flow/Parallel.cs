namespace GridGov.Workflow.Engine.Activities.Flow;

/// <summary>Runs all children side by side and completes after all of them.</summary>
[Activity("Elsa.Parallel", "流程", "并行", "同时运行各活动，全部完成后继续。", IsBrowsable = false, IsContainer = true)]
internal sealed class Parallel : Activity
{
    public override void Execute(IActivityExecution x)
    {
        foreach (var child in x.Node.Children) x.Schedule(child.Node);
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        if (!x.HasPendingChildren && !x.HasFaultedChildren) x.Complete();
    }
}
