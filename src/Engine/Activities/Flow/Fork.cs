namespace GridGov.Workflow.Engine.Activities.Flow;

/// <summary>Runs its branches side by side; WaitAny ends with the first and cancels the rest.</summary>
[Activity("Elsa.Fork", "分支", "分叉", "同时运行多个分支。", IsBrowsable = false)]
[Slot("branches", "分支")]
internal sealed class Fork : Activity
{
    [Input(DisplayName = "汇合方式", Description = "等待全部分支或任一分支。", UIHint = "dropdown", DefaultValue = "WaitAll", IsWrapped = false, Options = ["WaitAll", "WaitAny"])]
    public Input<string> JoinMode { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        foreach (var branch in x.Node.Children) x.Schedule(branch.Node);
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        var waitsAny = string.Equals(x.Get(JoinMode), "WaitAny", StringComparison.OrdinalIgnoreCase);
        if (waitsAny || (!x.HasPendingChildren && !x.HasFaultedChildren)) x.Complete();
    }
}
