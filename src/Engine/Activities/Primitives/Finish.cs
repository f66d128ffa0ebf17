namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Finishes the whole workflow from any depth: queued work and waits are dropped.</summary>
[Activity("Elsa.Finish", "基础", "终止流程", "立即结束整个流程。", IsTerminal = true)]
internal sealed class Finish : Activity
{
    public override void Execute(IActivityExecution x)
    {
        x.FinishWorkflow();
        x.Complete();
    }
}
