using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Composition;

/// <summary>
/// Runs a child and goes on at its first rest, or at its end when awaited. The result is always
/// <c>{ WorkflowInstanceId, Status, SubStatus, Output }</c>, with camelCase twins, since Elsa's scripts reach both spellings.
/// </summary>
[Activity("Elsa.ExecuteWorkflow", "组合", "执行流程", "运行另一个流程并取得结果。", Kind = ActivityKind.Task)]
internal sealed class ExecuteWorkflow : ChildWorkflow
{
    public override void Execute(IActivityExecution x) => StartChild(x, answered: true);

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure) throw new ActivityFaultException(failure.Code, failure.Message);
        if (IsFinal(resumption.Payload) is not { } isFinal || (!isFinal && x.Get(WaitForCompletion))) return;
        var answer = resumption.Payload;
        x.Set(Result, JsonValues.Object(json =>
        {
            Write(json, "WorkflowInstanceId", "workflowInstanceId", answer.Member("instanceId"));
            Write(json, "Status", "status", answer.Member("status"));
            Write(json, "SubStatus", "subStatus", answer.Member("subStatus"));
            Write(json, "Output", "output", answer.Member("output"));
        }));
        x.Complete();
    }

    private static void Write(Utf8JsonWriter json, string pascal, string camel, JsonElement value)
    {
        json.WritePropertyName(pascal);
        value.OrNull().WriteTo(json);
        json.WritePropertyName(camel);
        value.OrNull().WriteTo(json);
    }
}
