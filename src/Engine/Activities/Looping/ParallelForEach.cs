using System.Text.Json;

namespace GridGov.Workflow.Engine.Activities.Looping;

/// <summary>Runs its body once per item, side by side; Break ends only its own run of the body.</summary>
[Activity("Elsa.ParallelForEach", "循环", "并行遍历", "对列表中的每一项同时运行内部活动。")]
[Slot("body", "循环体")]
internal sealed class ParallelForEach : Activity, ILoop
{
    [Input(DisplayName = "列表", Description = "要遍历的列表。", DefaultSyntax = "Object")]
    public Input<JsonElement> Items { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        if (x.Node.Child("body") is not { } body) return;
        var index = 0;
        foreach (var item in LoopValues.Items(x.Get(Items)).EnumerateArray()) x.Schedule(body, LoopValues.Variables(item.Clone(), index++));
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        if (!x.HasPendingChildren && !x.HasFaultedChildren) x.Complete();
    }
}
