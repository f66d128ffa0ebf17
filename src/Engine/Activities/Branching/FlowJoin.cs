namespace GridGov.Workflow.Engine.Activities.Branching;

/// <summary>Joins branches. Its mode is read by the flowchart, which also cancels the losers (elsa-definition-format.md §8.4).</summary>
[Activity(TypeName, "分支", "汇合", "汇合多个分支。")]
internal sealed class FlowJoin : Activity
{
    public const string TypeName = "Elsa.FlowJoin";

    [Input(DisplayName = "方式", Description = "等待全部、等待所有活动分支，或等待任一分支。", UIHint = "dropdown", DefaultValue = "WaitAny", AutoEvaluate = false, Options = ["WaitAll", "WaitAllActive", "WaitAny"])]
    public Input<string> Mode { get; } = new();

    public override void Execute(IActivityExecution x) => x.Complete();
}
