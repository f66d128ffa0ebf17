using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Branching;

/// <summary>Completes with all branch names as outcomes; Done when there are none.</summary>
[Activity("Elsa.FlowFork", "分支", "分叉", "同时走多个出口。")]
internal sealed class FlowFork : Activity
{
    [Input(DisplayName = "分支", Description = "各分支出口的名称。", UIHint = "dynamic-outcomes", DefaultSyntax = "Object")]
    public Input<IReadOnlyList<string>> Branches { get; } = new();

    public override IReadOnlyCollection<string>? PossibleOutcomes(ActivityNode node) =>
        ConstantNames.Read(node.Json.Member("branches")) is { } names ? (names.Count == 0 ? ["Done"] : names) : null;

    public override void Execute(IActivityExecution x) => x.Complete(x.Get(Branches) ?? []);
}
