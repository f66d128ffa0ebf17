using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>④ 接哨: waits for the lead unit to sign, return or dispute (domain.md §2.3 ④).</summary>
[Activity("GridGov.AwaitReceipt", "网格治理", "等待接哨", "交办：主办单位签收、申请退回或提出权属争议；到期未签为超时。")]
[Outcome("Received", "已接哨")]
[Outcome("ReturnRequested", "申请退回")]
[Outcome("Disputed", "权属争议")]
[Outcome("Overdue", "超时未接")]
[Outcome("Reassigned", "已改派")]
[Outcome("Conference", "会商中")]
public sealed class AwaitReceipt(ICaseDataSource data) : OrderStep
{
    private static readonly string[] Outcomes = ["Received", "ReturnRequested", "Disputed"];

    private protected override string MarkOverdue => "markReceiveOverdue";

    private protected override bool IsOverdue(WorkOrder order) => order.ReceiveOverdue;

    private protected override string? AlreadyDone(GovCase @case, WorkOrder lead) =>
        @case.State == CaseState.InConference ? "Conference" : @case.State == CaseState.OwnershipDisputed ? "Disputed" : lead.ReceivedAt is null ? null : "Received";

    private protected override StepTask Describe(IActivityExecution x, GovCase @case, WorkOrder lead)
    {
        var form = new FormBuilder().Text("handler", longest: 100).Reason("Return", "OwnershipDispute").Attachments("evidence").Build();
        var outcomes = lead.IsDesignated ? Outcomes[..1] : Outcomes;
        return new StepTask("AwaitReceipt", [Candidates.Of(lead.Unit, Role.DepartmentDesk)], outcomes, form, lead.Receive.Due, lead.Receive.Yellow)
        {
            UnitId = lead.Unit,
            Details = OrderDetails.Of(@case, lead),
        };
    }

    private protected override string? FinishMain(IActivityExecution x, string outcome, JsonElement data)
    {
        var @case = Ask(x, outcome switch { "Received" => "receive", "ReturnRequested" => "requestReturn", _ => "dispute" }, data);

        // One return too many between two units becomes a dispute (G12).
        return outcome == "ReturnRequested" && @case.State == CaseState.OwnershipDisputed ? "Disputed" : outcome;
    }

    private protected override string? Hear(IActivityExecution x, SubjectSignal signal)
    {
        if (signal.Name == "Designated") RenewMain(x);
        return signal.Name switch
        {
            "Received" or "ReturnRequested" or "Disputed" or "Reassigned" => signal.Name,
            "InConference" => "Conference",
            _ => null,
        };
    }

    // The first alarm is the limit itself; then the same limit again, from now, until somebody signs.
    private protected override (DateTimeOffset? Yellow, DateTimeOffset? Overdue) Alarms(IActivityExecution x, WorkOrder lead) => lead.ReceiveOverdue
        ? (null, DeadlineCalculator.Compute(x.Now, lead.Receive.Limit, data.Of(x.DataVersion).CalendarOf(lead.Receive)).Due.AddTicks(1))
        : (lead.Receive.Yellow, lead.Receive.Due.AddTicks(1));
}
