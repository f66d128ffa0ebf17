using System.Text.Json;

namespace GridGov.Workflow.Engine.Activities.Composition;

/// <summary>Sets an output of the nearest ancestor that declares it, else of the workflow.</summary>
[Activity("Elsa.SetOutput", "组合", "设置输出", "设置流程的输出值。")]
internal sealed class SetOutput : Activity
{
    [Input(DisplayName = "输出", Description = "要设置的输出名称。", UIHint = "output-picker")]
    public Input<string> OutputName { get; } = new();

    [Input(DisplayName = "值", Description = "输出的值。")]
    public Input<JsonElement> OutputValue { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var name = x.Get(OutputName);
        if (string.IsNullOrWhiteSpace(name)) throw new ActivityFaultException("output.name", "“设置输出”没有填写输出名称（outputName）。");
        x.SetWorkflowOutput(name, x.Get(OutputValue));
    }
}
