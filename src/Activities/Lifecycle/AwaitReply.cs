using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>⑤ 办理回复: waits for the lead unit's reply; extensions and suspensions are asked for and decided meanwhile (domain.md §2.3 ⑤).</summary>
[Activity("GridGov.AwaitReply", "网格治理", "等待回复", "回复：主办单位办理并回复；可申请延期、挂账、退回；到期未回复为超时。")]
[Outcome("Replied", "已回复")]
[Outcome("ReturnRequested", "申请退回")]
[Outcome("Disputed", "权属争议")]
[Outcome("Suspended", "挂账")]
[Outcome("Overdue", "超时未办")]
[Outcome("Reassigned", "已改派")]
[Outcome("Conference", "会商中")]
public sealed class AwaitReply(ICaseDataSource data) : OrderStep
{
    private const string Approval = "approval:";
    private const string Expire = "expire:";
    private static readonly string[] Designated = ["Replied", "ExtensionRequested", "SuspensionRequested"];
    private static readonly string[] Outcomes = [.. Designated, "ReturnRequested", "Disputed"];

    private protected override string? MarkYellow => "markDisposeYellow";

    private protected override string MarkOverdue => "markDisposeOverdue";

    private protected override bool IsOverdue(WorkOrder order) => order.DisposeOverdue;

    private protected override string? AlreadyDone(GovCase @case, WorkOrder lead) => @case.State switch
    {
        CaseState.Replied => "Replied",
        CaseState.Suspended => "Suspended",
        CaseState.InConference => "Conference",
        CaseState.OwnershipDisputed => "Disputed",
        CaseState.PendingReceipt => "Reassigned",
        _ => null,
    };

    private protected override StepTask Describe(IActivityExecution x, GovCase @case, WorkOrder lead)
    {
        var form = new FormBuilder().Choice<ReplyResult>("result").Text("text").Text("legalBasis", longest: 500).Attachments("evidence").Limit("delay").Moment("until").Text("plan")
            .Reason("Return", "OwnershipDispute", "Extension", "Suspension").Build();
        var outcomes = lead.IsDesignated || @case.State == CaseState.Reworking ? Designated : Outcomes;
        return new StepTask(
            "AwaitReply", [Candidates.Of(lead.Unit, Role.Handler), Candidates.Of(lead.Unit, Role.DepartmentDesk)], outcomes, form, lead.Dispose.Due, lead.Dispose.Yellow)
        {
            UnitId = lead.Unit,
            Assignee = lead.Handler,
            Details = OrderDetails.Of(@case, lead),
        };
    }

    private protected override string? FinishMain(IActivityExecution x, string outcome, JsonElement data)
    {
        var @case = Ask(x, outcome switch
        {
            "Replied" => "reply",
            "ReturnRequested" => "requestReturn",
            "Disputed" => "dispute",
            "ExtensionRequested" => "requestExtension",
            _ => "requestSuspension",
        }, data);
        if (@case.State == CaseState.OwnershipDisputed) return "Disputed";
        return outcome is "Replied" or "ReturnRequested" ? outcome : null;
    }

    private protected override string? Hear(IActivityExecution x, SubjectSignal signal)
    {
        switch (signal.Name)
        {
            case "Replied" or "ReturnRequested" or "Disputed" or "Suspended" or "Reassigned":
                return signal.Name;
            case "InConference":
                return "Conference";
            case "Extended" or "Designated" when CaseOf(x).Lead is { } lead:
                SetTimers(x, lead);
                RenewMain(x);
                return null;
            case "HandlerAssigned":
                RenewMain(x);
                return null;
            default:
                return null;
        }
    }

    private protected override (DateTimeOffset? Yellow, DateTimeOffset? Overdue) Alarms(IActivityExecution x, WorkOrder lead) => lead.DisposeOverdue
        ? (null, DeadlineCalculator.AddWorkingTime(x.Now, Reminder, data.Of(x.DataVersion).Calendar))
        : (lead.Dispose.Yellow, lead.Dispose.Due.AddTicks(1));

    // Written reminder the next working day, then notice (domain.md §3.5).
    private static TimeSpan Reminder { get; } = TimeSpan.FromMinutes(Limit.WorkDayMinutes);

    private protected override bool WantsMore(GovCase @case, string purpose) =>
        @case.PendingApprovals.Any(request => purpose == Approval + request.Id);

    private protected override void ArrangeMore(IActivityExecution x, GovCase @case, WorkOrder lead, OpenWork work)
    {
        foreach (var request in @case.PendingApprovals.Where(request => request.Kind is ApprovalKind.Extension or ApprovalKind.Suspension).ToList())
        {
            if (work.Has(Approval + request.Id)) continue;
            work.Ensure(Approval + request.Id, @case, () => DescribeApproval(request));
            x.WaitUntil(request.DecideBy.AddTicks(1), Expire + request.Id);
        }
    }

    private protected override string? FinishMore(IActivityExecution x, string purpose, string outcome, JsonElement data)
    {
        var id = purpose[Approval.Length..];
        var kind = CaseOf(x).Approvals.First(request => request.Id == id).Kind;
        var command = kind == ApprovalKind.Extension ? "decideExtension" : "decideSuspension";
        var @case = Ask(x, command, data.With(("approvalId", JsonValues.Of(id)), ("accept", JsonValues.Of(outcome == "Accepted"))));
        return @case.State == CaseState.Suspended ? "Suspended" : null;
    }

    private protected override string? RingMore(IActivityExecution x, string tag)
    {
        if (tag.StartsWith(Expire, StringComparison.Ordinal)) Do(x, "expireRequest", CommandJson.Of(("approvalId", tag[Expire.Length..])), Actor.Engine);
        return null;
    }

    // Level two of an extension is the dispatcher's; whether a case leaves the clock at all is for the duty leader (domain.md §2.8).
    private static string[] Deciders(ApprovalKind kind) =>
        kind == ApprovalKind.Extension ? [Candidates.Of(Role.Dispatcher), Candidates.Of(Role.DutyLeader)] : [Candidates.Of(Role.DutyLeader)];

    private static StepTask DescribeApproval(ApprovalRequest request)
    {
        var details = new Dictionary<string, JsonElement>
        {
            ["approvalId"] = JsonValues.Of(request.Id),
            ["unit"] = JsonValues.Of(request.Unit),
            ["reason"] = JsonValues.Of(request.Reason.Text),
        };
        if (request.Delay is { } delay) details["delay"] = JsonValues.Of(LimitText.Describe(delay));
        if (request.Until is { } until) details["until"] = JsonValues.Of(until);
        if (request.Plan is { } plan) details["plan"] = JsonValues.Of(plan);
        return new StepTask(
            $"Decide{request.Kind}", Deciders(request.Kind), ["Accepted", "Rejected"],
            new FormBuilder().Text("opinion").Build(), request.DecideBy)
        { ExcludedUsers = [request.By], Details = details };
    }
}
