namespace GridGov.Workflow.Engine.Activities.Looping;

/// <summary>Ends the nearest loop; containers in between end too.</summary>
[Activity("Elsa.Break", "循环", "跳出循环", "结束最近的循环。", IsTerminal = true)]
internal sealed class Break : Activity
{
    public override void Execute(IActivityExecution x)
    {
        x.Break();
        x.Complete();
    }
}
