namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Sets the correlation id; waits stored before keep the earlier one.</summary>
[Activity("Elsa.Correlate", "基础", "设置关联号", "设置流程实例的关联号。")]
internal sealed class Correlate : Activity
{
    [Input(DisplayName = "关联号", Description = "实例的新关联号。")]
    public Input<string> CorrelationId { get; } = new();

    public override void Execute(IActivityExecution x) => x.CorrelationId = x.Get(CorrelationId);
}
