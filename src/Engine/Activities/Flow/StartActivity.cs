namespace GridGov.Workflow.Engine.Activities.Flow;

/// <summary>Marks where a flowchart begins.</summary>
[Activity("Elsa.Start", "流程", "开始", "流程图的起点。", IsStart = true)]
internal sealed class StartActivity : Activity
{
    public override void Execute(IActivityExecution x) => x.Complete();
}
