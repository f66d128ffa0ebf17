using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Calls the system of a department; effect <c>department-api</c> { unit, caseNumber, orderId?, action, body }.</summary>
[Activity("GridGov.CallDepartmentApi", "网格治理", "调用部门接口", "把工单或动作发送到部门业务系统，等待其答复。", Kind = ActivityKind.Task)]
[Outcome("Succeeded", "成功")]
[Outcome("Failed", "失败")]
public sealed class CallDepartmentApi : EndpointCall
{
    [Input(DisplayName = "单位", Description = "不填则为主办单位。", OptionsSource = "departments")]
    public Input<string> Unit { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var unit = x.Get(Unit) is { Length: > 0 } own ? own : CaseOf(x).Lead?.Unit;
        Send(x, "department-api", "unit", unit ?? throw new ActivityFaultException("case.no-lead", StepTexts.Format("Fault.NoLead", CaseOf(x).CaseNumber)));
    }
}
