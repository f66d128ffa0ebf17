using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Calls the system of a department; effect <c>department-api</c> { unit, caseNumber, orderId?, action, body }.</summary>
[Activity("GridGov.CallDepartmentApi", "网格治理", "调用部门接口", "把工单或动作发送到部门业务系统，等待其答复。", Kind = ActivityKind.Task)]
[Outcome("Succeeded", "成功")]
[Outcome("Failed", "失败")]
public sealed class CallDepartmentApi(ICaseDataSource data) : EndpointCall
{
    [Input(DisplayName = "单位", Description = "不填则为主办单位。", OptionsSource = "departments")]
    public Input<string> Unit { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var unit = x.Get(Unit) is { Length: > 0 } own ? own : CaseOf(x).Lead?.Unit;
        if (unit is null) throw new ActivityFaultException("case.no-lead", StepTexts.Format("Fault.NoLead", CaseOf(x).CaseNumber));
        if (data.Of(x.DataVersion).Partners.HasDepartment(unit)) Send(x, "department-api", "unit", unit);
        else NotConnected(x, unit);
    }

    // OrderNotice of docs/department-api.yaml. The unit complained of learns neither who complained nor in which words
    // when that was asked for (domain.md §2.3 ③, confidential complaint).
    private protected override void WriteSummary(Utf8JsonWriter json, GovCase @case)
    {
        json.WriteString("kind", "Lead");
        json.WriteString("title", @case.Title);
        if (!@case.Requester.IsConfidential) json.WriteString("description", @case.DescriptionRef);
        json.WriteString("category", @case.Category);
        json.WriteString("grade", @case.Grade.ToString());
        WritePlace(json, @case);
        json.WriteString("requester", @case.Requester.IsConfidential ? null : @case.Requester.Reference);
        if (@case.Lead is not { } lead) return;
        json.WriteBoolean("isDesignated", lead.IsDesignated);
        json.WriteString("receiveDue", lead.Receive.Due);
        json.WriteString("disposeDue", lead.Dispose.Due);
    }
}
