using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Branching;

/// <summary>Runs the activity of the first, or of every, true case; else the default.</summary>
[Activity("Elsa.Switch", "分支", "多路选择", "按条件运行某一个或多个分支。")]
[Slot("default", "默认")]
internal sealed class Switch : Activity
{
    [Input(DisplayName = "情形", Description = "各情形的条件和活动。", UIHint = "switch-editor", IsWrapped = false)]
    public Input<JsonElement> Cases { get; } = new();

    [Input(DisplayName = "方式", Description = "只取第一个满足的情形，或取全部。", UIHint = "dropdown", DefaultValue = "MatchFirst", Options = ["MatchFirst", "MatchAny"])]
    public Input<string> Mode { get; } = new();

    [Output(DisplayName = "输出")]
    public Output<JsonElement> Output { get; } = new();

    public override object Compile(ActivityCompilation compilation) => SwitchCases.Compile(compilation);

    public override IEnumerable<(string Slot, JsonElement Child)> FindChildren(JsonElement json)
    {
        foreach (var item in json.Items("cases"))
        {
            var activity = item.Member("activity");
            if (ActivityChildren.IsActivity(activity)) yield return (item.Text("label") ?? "", activity);
        }

        var fallback = json.Member("default");
        if (ActivityChildren.IsActivity(fallback)) yield return ("default", fallback);
    }

    public override void Execute(IActivityExecution x)
    {
        var matching = SwitchCases.Matching(x, string.Equals(x.Get(Mode), "MatchAny", StringComparison.OrdinalIgnoreCase));
        foreach (var match in matching)
        {
            if (match.Child is { } child) x.Schedule(child);
        }

        if (matching.Count == 0 && x.Node.Children is [.., ("default", var fallback)]) x.Schedule(fallback);
        if (!x.HasPendingChildren) x.Complete();
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        if (!x.HasPendingChildren && !x.HasFaultedChildren) x.Complete();
    }
}
