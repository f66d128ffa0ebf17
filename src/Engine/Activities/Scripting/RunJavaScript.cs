using System.Text.Json;
using GridGov.Workflow.Engine.Activities.Branching;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using JsonValues = GridGov.Workflow.Engine.Execution.JsonValues;

namespace GridGov.Workflow.Engine.Activities.Scripting;

/// <summary>Runs a script; its value is the result, its outcomes come from <c>setOutcome(s)</c>, default Done.</summary>
[Activity("Elsa.RunJavaScript", "脚本", "运行脚本", "运行一段 JavaScript。")]
internal sealed class RunJavaScript : Activity
{
    // The script stands as Literal or as JavaScript, depending on the designer's version; both mean the text itself.
    [Input(DisplayName = "脚本", Description = "要运行的 JavaScript。", UIHint = "code-editor", DefaultSyntax = "JavaScript", IsWrapped = true, AutoEvaluate = false)]
    public Input<string> Script { get; } = new();

    [Input(DisplayName = "可能的结果", Description = "脚本可能选择的出口。", UIHint = "dynamic-outcomes", DefaultSyntax = "Object")]
    public Input<IReadOnlyList<string>> PossibleOutcomeNames { get; } = new("PossibleOutcomes");

    [Output(DisplayName = "结果")]
    public Output<JsonElement> Result { get; } = new();

    public override object? Compile(ActivityCompilation compilation)
    {
        var script = compilation.Node.Json.Member("script");
        var text = script.ValueKind switch
        {
            JsonValueKind.String => script.GetString(),
            JsonValueKind.Object => script.Member("expression").Text("value"),
            _ => null,
        };
        if (string.IsNullOrWhiteSpace(text)) return null;
        var wrapper = JsonValues.Object(json =>
        {
            json.WriteString("type", "JavaScript");
            json.WriteString("value", text);
        });
        return compilation.Expressions.Compile(wrapper, new ExpressionSite(compilation.Node.Id, "script"), compilation.Faults);
    }

    public override IReadOnlyCollection<string>? PossibleOutcomes(ActivityNode node) =>
        ConstantNames.Read(node.Json.Member("possibleOutcomes")) is { } names ? (names.Count == 0 ? ["Done"] : names) : null;

    public override void Execute(IActivityExecution x)
    {
        if (x.Node.Compiled is not CompiledExpression script)
        {
            x.Complete();
            return;
        }

        var outcomes = new List<string>();
        x.Set(Result, x.Evaluate(script, "Object", outcomes));
        x.Complete(outcomes);
    }
}
