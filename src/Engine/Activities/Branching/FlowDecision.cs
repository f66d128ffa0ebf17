namespace GridGov.Workflow.Engine.Activities.Branching;

/// <summary>Outcome True or False by a condition.</summary>
[Activity("Elsa.FlowDecision", "分支", "判断", "按条件选择“真”或“假”出口。")]
[Outcome("True", "真")]
[Outcome("False", "假")]
internal sealed class FlowDecision : Activity
{
    [Input(DisplayName = "条件", Description = "要判断的条件。", UIHint = "singleline", DefaultValue = false)]
    public Input<bool> Condition { get; } = new();

    public override void Execute(IActivityExecution x) => x.Complete(x.Get(Condition) ? "True" : "False");
}
