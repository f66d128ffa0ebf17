using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Waits while the case is suspended, in backlog or in conference; a suspension ends by itself at its date (G8).</summary>
[Activity("GridGov.AwaitResume", "网格治理", "等待恢复", "挂账到期或人工恢复、会商结束后继续。")]
[Outcome("Resumed", "恢复办理")]
[Outcome("Reassigned", "已改派")]
public sealed class AwaitResume : CaseActivity
{
    private const string Date = "date";

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var @case = CaseOf(x);
        if (Port(@case) is { } port)
        {
            x.Complete(port);
            return;
        }

        x.WaitForSignal();
        if (@case is not { State: CaseState.Suspended, Lead.Dispose.SuspendedUntil: { } until }) return;
        x.WaitUntil(until, Date);
        new StepTask("AwaitResume", [Candidates.Of(Role.DutyLeader), Candidates.Of(@case.Lead.Unit, Role.DepartmentDesk)], ["Resumed"], new FormBuilder().Build(), until)
        {
            UnitId = @case.Lead.Unit,
        }.Open(x, @case);
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(resumption);
        if (resumption.TaskId is not null) Ask(x, "resume", CommandJson.Empty);
        else Do(x, "resume", CommandJson.Empty, Actor.Engine);
        x.Complete("Resumed");
    }

    public override void Signalled(IActivityExecution x, SubjectSignal signal)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (Port(CaseOf(x)) is { } port) x.Complete(port);
    }

    private static string? Port(GovCase @case) => @case.State switch
    {
        CaseState.Suspended or CaseState.Backlogged or CaseState.InConference => null,
        CaseState.PendingReceipt => "Reassigned",
        _ => "Resumed",
    };
}
