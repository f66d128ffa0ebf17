using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Composition;

/// <summary>Starts a child in the background; awaited, its result is the child's output dictionary (elsa-definition-format.md §10.3).</summary>
[Activity("Elsa.DispatchWorkflow", "组合", "派发流程", "在后台启动另一个流程。")]
internal sealed class DispatchWorkflow : ChildWorkflow
{
    [Input(DisplayName = "新建追踪", Description = "为子流程新建链路追踪。", Category = "链路追踪")]
    public Input<bool> StartNewTrace { get; } = new();

    [Input(DisplayName = "通道", Description = "派发通道。", UIHint = "dropdown")]
    public Input<string> ChannelName { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var waits = x.Get(WaitForCompletion);
        StartChild(x, answered: waits);
        if (!waits) x.Complete();
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure) throw new ActivityFaultException(failure.Code, failure.Message);
        if (IsFinal(resumption.Payload) != true) return;
        x.Set(Result, resumption.Payload.Member("output"));
        x.Complete();
    }
}
