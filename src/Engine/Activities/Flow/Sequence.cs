namespace GridGov.Workflow.Engine.Activities.Flow;

/// <summary>Runs its children one after another; ends after the last or on a terminal child.</summary>
[Activity("Elsa.Sequence", "流程", "顺序", "依次运行各活动。", IsBrowsable = false, IsContainer = true)]
internal sealed class Sequence : Activity
{
    public override void Execute(IActivityExecution x)
    {
        if (x.Node.Children.IsEmpty) x.Complete();
        else x.Schedule(x.Node.Children[0].Node);
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        var children = x.Node.Children;
        var next = 0;
        while (next < children.Length && children[next].Node != child.Node) next++;
        if (child.IsTerminal || ++next >= children.Length) x.Complete();
        else x.Schedule(children[next].Node);
    }
}
