using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Looping;

/// <summary>Counts up, or down with a negative step. Without a body it completes at once.</summary>
[Activity("Elsa.For", "循环", "计数循环", "从起点数到终点，每次运行内部活动。")]
[Slot("body", "循环体")]
internal sealed class For : Activity, ILoop
{
    [Input(DisplayName = "起点", DefaultValue = 0)]
    public Input<int> Start { get; } = new();

    [Input(DisplayName = "终点", DefaultValue = 0)]
    public Input<int> End { get; } = new();

    [Input(DisplayName = "步长", DefaultValue = 1)]
    public Input<int> Step { get; } = new();

    [Input(DisplayName = "包含终点", DefaultValue = true)]
    public Input<bool> OuterBoundInclusive { get; } = new();

    [Output(DisplayName = "当前值")]
    public Output<JsonElement> CurrentValue { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var step = x.Get(Step);
        if (step == 0) throw new ActivityFaultException("for.step", "计数循环的步长（step）不能为 0；请填写正数或负数。");
        x.SetData("end", JsonValues.Of(x.Get(End)));
        x.SetData("step", JsonValues.Of(step));
        x.SetData("inclusive", JsonValues.Of(x.Get(OuterBoundInclusive)));
        Continue(x, x.Get(Start));
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        if (child.IsBreak) x.Complete();
        else Continue(x, x.GetData("current").GetInt64() + x.GetData("step").GetInt32());
    }

    private void Continue(IActivityExecution x, long current)
    {
        var (end, step) = (x.GetData("end").GetInt32(), x.GetData("step").GetInt32());
        var inside = step > 0 ? current < end : current > end;
        if (x.GetData("inclusive").GetBoolean()) inside |= current == end;
        if (!inside || x.Node.Child("body") is not { } body)
        {
            x.Complete();
            return;
        }

        var value = JsonValues.Of(current);
        x.SetData("current", value);
        x.Set(CurrentValue, value);
        x.Schedule(body, LoopValues.Variables(value));
    }
}
