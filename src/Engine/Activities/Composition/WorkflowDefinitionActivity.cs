using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Composition;

/// <summary>
/// A workflow used as an activity (elsa-definition-format.md §10.6): its inputs become variables of its scope, its outputs are
/// copied to their bindings at the end, and Complete inside chooses its outcomes.
/// </summary>
[Activity("WorkflowDefinitionActivity", "流程", "子流程活动", "把另一个流程作为活动运行。", IsBrowsable = false, IsContainer = true)]
[Slot("root", "根活动", IsBrowsable = false)]
internal sealed class WorkflowDefinitionActivity : Activity, IComposite
{
    public static WorkflowDefinitionActivity Instance { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var info = Info(x.Node);
        if (x.Node.Child("root") is not { } root)
        {
            throw new ActivityFaultException("composite.no-root", $"子流程“{info.DefinitionId}”没有可以运行的根活动；请修正后重新发布。");
        }

        // Variables named like the inputs and outputs; addressed by that name as id as well.
        var scope = (LiveExecution)x;
        foreach (var output in info.Outputs)
        {
            scope.Declare(new VariableSlot(output.Argument.Name, output.Argument.Name, output.Argument.Type, JsonValues.Null));
        }

        foreach (var input in info.Inputs)
        {
            scope.Declare(new VariableSlot(input.Argument.Name, input.Argument.Name, input.Argument.Type, x.GetRaw(input.Member).OrNull()));
        }

        x.Schedule(root);
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        foreach (var output in Info(x.Node).Outputs)
        {
            if (x.TryGetVariableById(output.Argument.Name, out var value)) x.SetOutput(output.Member, value.Value);
        }

        x.Complete(child.IsTerminal ? child.Outcomes : []);
    }

    public override IReadOnlyCollection<string>? PossibleOutcomes(ActivityNode node) => Info(node).Outcomes is { Length: > 0 } outcomes ? [.. outcomes, "Done"] : ["Done"];

    public override IEnumerable<(string Slot, System.Text.Json.JsonElement Child)> FindChildren(System.Text.Json.JsonElement json) => [];

    private static CompositeInfo Info(ActivityNode node) => (CompositeInfo)node.Compiled!;
}
