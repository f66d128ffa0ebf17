namespace GridGov.Workflow.Engine.Activities.Branching;

/// <summary>Runs one of two children by a condition.</summary>
[Activity("Elsa.If", "分支", "如果", "按条件运行“则”或“否则”分支。")]
[Slot("then", "则")]
[Slot("else", "否则")]
internal sealed class If : Activity
{
    [Input(DisplayName = "条件", Description = "要判断的条件。", UIHint = "singleline", DefaultValue = false)]
    public Input<bool> Condition { get; } = new();

    [Output(DisplayName = "结果")]
    public Output<bool> Result { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var result = x.Get(Condition);
        x.Set(Result, result);
        if (x.Node.Child(result ? "then" : "else") is { } branch) x.Schedule(branch);
        else x.Complete();
    }
}
