using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Looping;

/// <summary>Runs its body for one item after another; the items are read once, at the beginning.</summary>
[Activity("Elsa.ForEach", "循环", "遍历", "对列表中的每一项依次运行内部活动。")]
[Slot("body", "循环体")]
internal sealed class ForEach : Activity, ILoop
{
    [Input(DisplayName = "列表", Description = "要遍历的列表。", DefaultSyntax = "Object")]
    public Input<JsonElement> Items { get; } = new();

    [Output(DisplayName = "当前值")]
    public Output<JsonElement> CurrentValue { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        x.SetData("items", LoopValues.Items(x.Get(Items)));
        Continue(x, 0);
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        if (child.IsBreak) x.Complete();
        else Continue(x, x.GetData("index").GetInt32() + 1);
    }

    private void Continue(IActivityExecution x, int index)
    {
        var items = x.GetData("items");
        if (index >= items.GetArrayLength() || x.Node.Child("body") is not { } body)
        {
            x.Complete();
            return;
        }

        var value = items[index].Clone();
        x.SetData("index", JsonValues.Of(index));
        x.Set(CurrentValue, value);
        x.Schedule(body, LoopValues.Variables(value, index));
    }
}
