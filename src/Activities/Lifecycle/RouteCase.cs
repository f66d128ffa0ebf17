using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>
/// Goes on where the case stands: the hub of the lifecycle. A conference, redo or rework can bring a case back to any of
/// these, and a drawn way for each would be a way for each pair.
/// </summary>
[Activity("GridGov.RouteCase", "网格治理", "办理去向", "按案件当前状态继续：分流、网格处置、部门办理、验证、评价。")]
[Outcome("Divert", "分流")]
[Outcome("SelfHandle", "网格自行处置")]
[Outcome("Department", "部门办理")]
[Outcome("Verify", "验证")]
[Outcome("Evaluate", "评价")]
public sealed class RouteCase : CaseActivity
{
    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var @case = CaseOf(x);
        x.Complete(@case.State switch
        {
            CaseState.PendingDivert => "Divert",
            CaseState.SelfHandling => "SelfHandle",
            CaseState.Reworking when @case.Lead is null => "SelfHandle",
            CaseState.Replied => "Verify",
            CaseState.PendingEvaluation => "Evaluate",
            _ => "Department",
        });
    }
}
