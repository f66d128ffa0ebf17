using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Sets the variable with the id of its plain <c>variable</c> member, converted to the variable's type.</summary>
[Activity("Elsa.SetVariable", "基础", "设置变量", "给变量赋值。")]
internal sealed class SetVariable : Activity
{
    [Input(DisplayName = "变量", Description = "要赋值的变量。", UIHint = "variable-picker", IsWrapped = false)]
    public Input<JsonElement> Variable { get; } = new();

    [Input(DisplayName = "值", Description = "变量的新值。")]
    public Input<JsonElement> Value { get; } = new();

    public override object? Compile(ActivityCompilation compilation)
    {
        var variable = compilation.Node.Json.Member("variable");
        return variable.ValueKind == JsonValueKind.String ? variable.GetString() : variable.Text("id");
    }

    public override void Execute(IActivityExecution x)
    {
        if (x.Node.Compiled is not string id)
        {
            throw new ActivityFaultException("variable.unset", $"活动“{x.Node.Id}”没有选择变量（variable）；请在设计器中选择。");
        }

        x.SetVariableById(id, x.Get(Value));
    }
}
