using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Composition;

/// <summary>Completes the nearest composite with outcomes: a text, a list, or JSON text of a list.</summary>
[Activity("Elsa.Complete", "组合", "完成", "以指定的结果完成所在的流程或子流程。", IsTerminal = true)]
internal sealed class Complete : Activity
{
    [Input(DisplayName = "结果", Description = "流程作为活动使用时报告的一个或多个结果。", UIHint = "outcome-picker", DefaultSyntax = "Object")]
    public Input<JsonElement> Outcomes { get; } = new();

    public override void Execute(IActivityExecution x) => x.CompleteComposite(Read(x.Get(Outcomes)));

    private static IReadOnlyList<string> Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            if (text.Length == 0) return [];
            if (!text.AsSpan().TrimStart().StartsWith("[") || !JsonValues.TryParse(text, out var parsed)) return [text];
            value = parsed;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Where(item => !item.IsMissing()).Select(Text)],
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => [Text(value)],
        };
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
