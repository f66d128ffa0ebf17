namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Faults on purpose: an incident with the given data.</summary>
[Activity("Elsa.Fault", "基础", "报错", "主动产生一个异常。")]
internal sealed class Fault : Activity
{
    [Input(DisplayName = "代码", DefaultValue = "0")]
    public Input<string> Code { get; } = new();

    [Input(DisplayName = "类别", DefaultValue = "General")]
    public Input<string> Category { get; } = new();

    [Input(DisplayName = "类型", DefaultValue = "System")]
    public Input<string> FaultType { get; } = new();

    [Input(DisplayName = "说明", Description = "异常的说明文字。")]
    public Input<string> Message { get; } = new();

    public override void Execute(IActivityExecution x) =>
        throw new ActivityFaultException(x.Get(Code) ?? "0", Text(x), x.Get(Category), x.Get(FaultType));

    // An operator who finds the incident should not face an empty line.
    private string Text(IActivityExecution x) =>
        x.Get(Message) is { Length: > 0 } message ? message : $"活动“{x.Node.Name ?? x.Node.Id}”报错，没有填写说明（message）。";
}
