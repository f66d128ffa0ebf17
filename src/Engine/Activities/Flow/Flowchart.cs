using GridGov.Workflow.Engine.Activities.Flow.Charts;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Flow;

/// <summary>Runs connected activities, by counters or by tokens (elsa-definition-format.md §8).</summary>
[Activity("Elsa.Flowchart", "流程", "流程图", "按连线运行各活动。", IsBrowsable = false, IsContainer = true)]
[Slot("start", "起点", IsBrowsable = false)]
internal sealed class Flowchart : Activity
{
    public override object Compile(ActivityCompilation compilation) => FlowchartPlan.Compile(compilation);

    // Only members of `activities` are children: a stray `start` object or notFoundConnections are not.
    public override IEnumerable<(string Slot, System.Text.Json.JsonElement Child)> FindChildren(System.Text.Json.JsonElement json)
    {
        foreach (var item in json.Items("activities"))
        {
            if (ActivityChildren.IsActivity(item)) yield return ("activities", item);
        }
    }

    public override void Execute(IActivityExecution x)
    {
        var plan = Plan(x);
        var start = x.TriggerActivityId is { } trigger && plan.ById.TryGetValue(trigger, out var triggered) ? triggered : plan.Start;
        if (start is null)
        {
            x.Complete();
            return;
        }

        x.Flowchart = new FlowchartState { StartActivityId = start.Id };
        x.Schedule(start);
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child)
    {
        if (child.IsTerminal)
        {
            x.Complete();
            return;
        }

        var (plan, state) = (Plan(x), x.Flowchart!);
        var graph = plan.From(state.StartActivityId);
        if (x.FlowchartMode == FlowchartMode.TokenBased) new TokenFlow(x, plan, graph, state).ChildCompleted(child);
        else new CounterFlow(x, graph, state).ChildCompleted(child);
    }

    public override void ChildCanceled(IActivityExecution x, ActivityNode child)
    {
        var (plan, state) = (Plan(x), x.Flowchart!);
        var graph = plan.From(state.StartActivityId);
        if (x.FlowchartMode == FlowchartMode.TokenBased) new TokenFlow(x, plan, graph, state).ChildCanceled(child);
        else new CounterFlow(x, graph, state).ChildCanceled(child);
    }

    private static FlowchartPlan Plan(IActivityExecution x) => (FlowchartPlan)x.Node.Compiled!;
}
