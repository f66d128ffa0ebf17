namespace GridGov.Workflow.Engine.Activities.Flow;

/// <summary>Ends the enclosing flowchart or sequence.</summary>
[Activity("Elsa.End", "流程", "结束", "结束所在的流程图或顺序。", IsTerminal = true)]
internal sealed class EndActivity : Activity
{
    public override void Execute(IActivityExecution x) => x.Complete();
}
