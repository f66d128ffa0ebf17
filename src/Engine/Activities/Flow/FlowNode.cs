namespace GridGov.Workflow.Engine.Activities.Flow;

/// <summary>Runs its body.</summary>
[Activity("Elsa.FlowNode", "流程", "容器", "运行内部的活动。")]
[Slot("body", "内容")]
internal sealed class FlowNode : Activity
{
    public override void Execute(IActivityExecution x)
    {
        if (x.Node.Child("body") is { } body) x.Schedule(body);
        else x.Complete();
    }
}
