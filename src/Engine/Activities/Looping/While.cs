using System.Text.Json;

namespace GridGov.Workflow.Engine.Activities.Looping;

/// <summary>Runs its body as long as the condition holds, evaluated before every iteration.</summary>
[Activity("Elsa.While", "循环", "当型循环", "条件成立时反复运行内部活动。")]
[Slot("body", "循环体")]
internal sealed class While : Activity, ILoop
{
    [Input(DisplayName = "条件", Description = "每次循环前判断。", UIHint = "singleline", DefaultValue = false, AutoEvaluate = false)]
    public Input<bool> Condition { get; } = new();

    public override void Execute(IActivityExecution x) => Continue(x);

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        if (child.IsBreak) x.Complete();
        else Continue(x);
    }

    private void Continue(IActivityExecution x)
    {
        var holds = x.Node.Inputs.TryGetValue(Condition.Name, out var condition)
            && x.Evaluate(condition.Expression, condition.Type).ValueKind == JsonValueKind.True;
        if (holds && x.Node.Child("body") is { } body) x.Schedule(body);
        else x.Complete();
    }
}
