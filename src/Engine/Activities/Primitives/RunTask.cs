using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Asks the host to do something: a task for candidate <c>system</c>, completed with a result.</summary>
[Activity("Elsa.RunTask", "基础", "运行任务", "请外部系统执行任务并等待结果。")]
internal sealed class RunTask : Activity
{
    [Input(DisplayName = "任务名称", Description = "要执行的任务。")]
    public Input<string> TaskName { get; } = new();

    [Input(DisplayName = "数据", Description = "交给任务的数据。")]
    public Input<IReadOnlyDictionary<string, JsonElement>> Payload { get; } = new();

    [Output(DisplayName = "结果")]
    public Output<JsonElement> Result { get; } = new();

    [Output(DisplayName = "任务编号")]
    public Output<string> TaskId { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var name = x.Get(TaskName);
        if (string.IsNullOrWhiteSpace(name)) throw new ActivityFaultException("task.name", $"活动“{x.Node.Id}”没有填写任务名称（taskName）。");
        var task = x.OpenTask(new TaskRequest(name) { Payload = x.GetRaw(Payload.Name), Candidates = SystemOnly });
        x.Set(TaskId, task.Id);
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        x.Set(Result, resumption.Payload);
        x.Complete();
    }

    private static readonly string[] SystemOnly = [TaskRules.System];
}
