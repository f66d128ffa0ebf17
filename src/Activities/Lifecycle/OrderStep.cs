using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>
/// Waiting at an order: the lead unit's task, and beside it the tasks of the assisting units, which report to the lead
/// (domain.md fact 1) and therefore do not move the flow.
/// </summary>
public abstract class OrderStep : CaseActivity
{
    private const string Order = "order";
    private const string Main = "main";
    private const string YellowTag = "yellow";
    private const string DueTag = "due";
    private const string AssistReceive = "assist-receive:";
    private const string AssistReply = "assist-reply:";
    private const string AssistDone = "assist-done:";

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var @case = CaseOf(x);
        var lead = @case.Lead ?? throw new ActivityFaultException("case.no-lead", StepTexts.Format("Fault.NoLead", @case.CaseNumber));
        x.SetData(Order, JsonValues.Of(lead.Id));
        if ((ReturnIsPending(@case, lead) ? "ReturnRequested" : AlreadyDone(@case, lead)) is { } port)
        {
            x.Complete(port);
            return;
        }

        Arrange(x);
        SetTimers(x, lead);
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(resumption);
        var port = resumption.TaskId is { } task
            ? Finish(x, new OpenWork(x).Take(task), resumption.Outcome ?? "", resumption.Payload)
            : Ring(x, CaseOf(x).Order(OrderId(x)), resumption.Tag ?? "");
        if (port is not null) x.Complete(port);
        else Arrange(x);
    }

    public override void Signalled(IActivityExecution x, SubjectSignal signal)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(signal);
        var own = signal.Key is null || signal.Key == OrderId(x);
        if (own && Hear(x, signal) is { } port) x.Complete(port);
        else Arrange(x);
    }

    private protected static string OrderId(IActivityExecution x) => x.GetData(Order).GetString()!;

    /// <summary>The port to leave by at once, when what is waited for has happened.</summary>
    private protected abstract string? AlreadyDone(GovCase @case, WorkOrder lead);

    private protected abstract StepTask Describe(IActivityExecution x, GovCase @case, WorkOrder lead);

    /// <summary>Commands of the lead unit's task; answers the port, or null to go on waiting.</summary>
    private protected abstract string? FinishMain(IActivityExecution x, string outcome, JsonElement data);

    private protected abstract string? Hear(IActivityExecution x, SubjectSignal signal);

    /// <summary>Clock that the step waits by: yellow urges, after due comes the port Overdue.</summary>
    private protected abstract (DateTimeOffset? Yellow, DateTimeOffset? Overdue) Alarms(IActivityExecution x, WorkOrder lead);

    /// <summary>Command that marks the order when the yellow light comes on, or null.</summary>
    private protected virtual string? MarkYellow => null;

    private protected abstract string MarkOverdue { get; }

    private protected abstract bool IsOverdue(WorkOrder order);

    /// <summary>Closes the lead unit's task, to be opened anew as the case now is.</summary>
    private protected static void RenewMain(IActivityExecution x) => new OpenWork(x).Keep(static purpose => purpose != Main);

    /// <summary>More tasks and timers of the step.</summary>
    private protected virtual void ArrangeMore(IActivityExecution x, GovCase @case, WorkOrder lead, OpenWork work)
    {
    }

    private protected virtual bool WantsMore(GovCase @case, string purpose) => false;

    private protected virtual string? FinishMore(IActivityExecution x, string purpose, string outcome, JsonElement data) => null;

    private protected virtual string? RingMore(IActivityExecution x, string tag) => null;

    private protected void SetTimers(IActivityExecution x, WorkOrder lead)
    {
        x.RemoveBookmarks(YellowTag);
        x.RemoveBookmarks(DueTag);
        var (yellow, overdue) = Alarms(x, lead);
        if (yellow is { } warn && warn > x.Now) x.WaitUntil(warn, YellowTag);
        if (overdue is { } at) x.WaitUntil(at, DueTag);
    }

    /// <summary>Opens the tasks that the case now asks for and withdraws the others.</summary>
    private void Arrange(IActivityExecution x)
    {
        var @case = CaseOf(x);
        if (@case.Lead is not { } lead || lead.Id != OrderId(x)) return;
        var work = new OpenWork(x);
        var assists = @case.Assists.ToDictionary(PurposeOf, StringComparer.Ordinal);
        work.Keep(purpose => purpose == Main || assists.ContainsKey(purpose) || WantsMore(@case, purpose));
        work.Ensure(Main, @case, () => Describe(x, @case, lead));
        foreach (var (purpose, assist) in assists)
            if (!purpose.StartsWith(AssistDone, StringComparison.Ordinal)) work.Ensure(purpose, @case, () => DescribeAssist(@case, assist));
        ArrangeMore(x, @case, lead, work);
    }

    // A conference can interrupt the decision on a return; it is taken up again before the unit goes on.
    private static bool ReturnIsPending(GovCase @case, WorkOrder lead) => @case.State is CaseState.PendingReceipt or CaseState.InProgress
        && @case.PendingApprovals.Any(request => request.Kind == ApprovalKind.Return && request.OrderId == lead.Id);

    private string? Finish(IActivityExecution x, string purpose, string outcome, JsonElement data)
    {
        if (purpose == Main) return FinishMain(x, outcome, data.With("orderId", OrderId(x)));
        if (purpose.StartsWith(AssistReceive, StringComparison.Ordinal))
        {
            Ask(x, outcome == "Received" ? "receive" : "requestReturn", data.With("orderId", purpose[AssistReceive.Length..]));
            return null;
        }

        if (!purpose.StartsWith(AssistReply, StringComparison.Ordinal)) return FinishMore(x, purpose, outcome, data);
        Ask(x, outcome == "Replied" ? "reply" : "stageReport", data.With("orderId", purpose[AssistReply.Length..]));
        return null;
    }

    private string? Ring(IActivityExecution x, WorkOrder order, string tag)
    {
        switch (tag)
        {
            case YellowTag:
                if (MarkYellow is { } mark) Do(x, mark, CommandJson.Of(("orderId", order.Id)), Actor.Engine);
                Do(x, "urge", CommandJson.Of(("text", StepTexts.Format("Urge.Yellow", order.Id)), ("cause", "Yellow")), Actor.Engine);
                return null;
            case DueTag:
                if (IsOverdue(Do(x, MarkOverdue, CommandJson.Of(("orderId", order.Id)), Actor.Engine).Order(order.Id))) return "Overdue";

                // The case does not call it overdue: look again later, never at once, or the timer would spin.
                x.WaitUntil(x.Now.AddHours(1), DueTag);
                return null;
            default:
                return RingMore(x, tag);
        }
    }

    private static string PurposeOf(WorkOrder assist) => assist.State switch
    {
        OrderState.Sent => AssistReceive + assist.Id,
        OrderState.Received or OrderState.Reworking => AssistReply + assist.Id,
        _ => AssistDone + assist.Id,
    };

    private static StepTask DescribeAssist(GovCase @case, WorkOrder assist)
    {
        var desk = Candidates.Of(assist.Unit, Role.DepartmentDesk);
        var receipt = new FormBuilder().Text("handler", longest: 100).Reason("Return").Attachments("evidence").Build();
        var reply = new FormBuilder().Choice<ReplyResult>("result").Text("text", required: true).Attachments("evidence").Build();
        var task = assist.State == OrderState.Sent
            ? new StepTask("AssistReceipt", [desk], ["Received", "ReturnRequested"], receipt, assist.Receive.Due, assist.Receive.Yellow)
            : new StepTask("AssistReply", [Candidates.Of(assist.Unit, Role.Handler), desk], ["Replied", "StageReported"], reply, assist.Dispose.Due, assist.Dispose.Yellow);
        return task with
        {
            UnitId = assist.Unit,
            Assignee = assist.Handler,
            Details = new Dictionary<string, JsonElement> { ["orderId"] = JsonValues.Of(assist.Id), ["leadUnit"] = JsonValues.Of(@case.Lead?.Unit) },
        };
    }
}
