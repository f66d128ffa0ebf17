namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Sets the instance's name.</summary>
[Activity("Elsa.SetName", "基础", "设置名称", "设置流程实例的名称。")]
internal sealed class SetName : Activity
{
    [Input(DisplayName = "名称", Description = "实例的新名称。")]
    public Input<string> Value { get; } = new();

    public override void Execute(IActivityExecution x) => x.InstanceName = x.Get(Value);
}
