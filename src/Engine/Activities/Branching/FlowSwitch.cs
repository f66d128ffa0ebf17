using System.Collections.Immutable;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Branching;

/// <summary>Outcomes are the labels of the true cases, or Default.</summary>
[Activity("Elsa.FlowSwitch", "分支", "多路出口", "按条件选择一个或多个出口。")]
[Outcome("Default", "默认")]
internal sealed class FlowSwitch : Activity
{
    [Input(DisplayName = "情形", Description = "各出口的名称和条件。", UIHint = "flow-switch-editor", IsWrapped = false)]
    public Input<JsonElement> Cases { get; } = new();

    [Input(DisplayName = "方式", Description = "只取第一个满足的情形，或取全部。", UIHint = "dropdown", DefaultValue = "MatchFirst", Options = ["MatchFirst", "MatchAny"])]
    public Input<string> Mode { get; } = new();

    public override object Compile(ActivityCompilation compilation) => SwitchCases.Compile(compilation);

    public override IReadOnlyCollection<string> PossibleOutcomes(ActivityNode node) =>
        [.. ((ImmutableArray<SwitchCase>)node.Compiled!).Select(item => item.Label), "Default"];

    public override IEnumerable<(string Slot, JsonElement Child)> FindChildren(JsonElement json) => [];

    public override void Execute(IActivityExecution x)
    {
        var matching = SwitchCases.Matching(x, string.Equals(x.Get(Mode), "MatchAny", StringComparison.OrdinalIgnoreCase));
        if (matching.Count == 0) x.Complete("Default");
        else x.Complete(matching.ConvertAll(match => match.Label));
    }
}
