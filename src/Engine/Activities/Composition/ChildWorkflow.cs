using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Composition;

/// <summary>
/// Common part of DispatchWorkflow and ExecuteWorkflow: the effect <c>start-child</c>, payload
/// <c>{ definitionId, correlationId, input, waitForCompletion }</c>. Answers are <c>{ instanceId, final, status, subStatus, output }</c>
/// at the child's first rest and, when awaited, at its end; an answer without <c>final</c> is only an acknowledgement.
/// </summary>
internal abstract class ChildWorkflow : Activity
{
    [Input(DisplayName = "流程定义", Description = "要启动的流程（已发布版本）。", UIHint = "workflow-definition-picker", OptionsSource = "definitions")]
    public Input<string> WorkflowDefinitionId { get; } = new();

    [Input(DisplayName = "关联号", Description = "新实例的关联号。")]
    public Input<string> CorrelationId { get; } = new();

    [Input(DisplayName = "输入", Description = "传给新实例的输入。")]
    public Input<IReadOnlyDictionary<string, JsonElement>> Input { get; } = new();

    [Input(DisplayName = "等待完成", Description = "等子流程结束后再继续。")]
    public Input<bool> WaitForCompletion { get; } = new();

    [Output(DisplayName = "结果")]
    public Output<JsonElement> Result { get; } = new();

    protected void StartChild(IActivityExecution x, bool answered)
    {
        var definitionId = x.Get(WorkflowDefinitionId);
        if (string.IsNullOrWhiteSpace(definitionId))
        {
            throw new ActivityFaultException("child.definition", "没有选择要启动的流程定义（workflowDefinitionId）。");
        }

        var input = x.Get(Input);
        var payload = JsonValues.Object(json =>
        {
            json.WriteString("definitionId", definitionId);
            json.WriteString("correlationId", x.Get(CorrelationId));
            json.WritePropertyName("input");
            WriteInput(json, input, x.InstanceId);
            json.WriteBoolean("waitForCompletion", x.Get(WaitForCompletion));
        });
        x.Request(BurstRun.StartChild, payload, answered);
    }

    protected static bool? IsFinal(JsonElement answer) => answer.Flag("final");

    private static void WriteInput(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement>? input, string parentInstanceId)
    {
        json.WriteStartObject();
        foreach (var (name, value) in input ?? new Dictionary<string, JsonElement>())
        {
            if (string.Equals(name, "ParentInstanceId", StringComparison.Ordinal)) continue;
            json.WritePropertyName(name);
            value.OrNull().WriteTo(json);
        }

        json.WriteString("ParentInstanceId", parentInstanceId);
        json.WriteEndObject();
    }
}
