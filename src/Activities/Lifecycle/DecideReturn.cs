using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>The dispatcher decides on a return (domain.md §2.5).</summary>
[Activity("GridGov.DecideReturn", "网格治理", "审批退回", "派遣员审批退回申请：成立则重新分流，不成立则原单位继续办理。")]
[Outcome("Accepted", "退回成立")]
[Outcome("Rejected", "退回不成立")]
[Outcome("Conference", "会商中")]
public sealed class DecideReturn : HumanStep
{
    internal override StepTask Describe(IActivityExecution x, GovCase @case)
    {
        var request = @case.PendingApprovals.LastOrDefault(pending => pending.Kind == ApprovalKind.Return);
        return new StepTask(
            "DecideReturn", [Candidates.Of(Role.Dispatcher)], ["Accepted", "Rejected"], new FormBuilder().Text("opinion").Build(), request?.DecideBy)
        {
            ExcludedUsers = request is null ? [] : [request.By],
            Details = request is null ? new Dictionary<string, JsonElement>() : new Dictionary<string, JsonElement>
            {
                ["approvalId"] = JsonValues.Of(request.Id),
                ["unit"] = JsonValues.Of(request.Unit),
                ["reasonCode"] = JsonValues.Of(request.Reason.Code),
                ["reason"] = JsonValues.Of(request.Reason.Text),
                ["shuffleCount"] = JsonValues.Of(@case.ShuffleCount),
            },
        };
    }

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        Ask(x, "decideReturn", data.With(("accept", JsonValues.Of(outcome == "Accepted"))));
        return outcome;
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => signal.Name switch
    {
        "Returned" => "Accepted",
        "ReturnRejected" or "RequestLapsed" or "Reassigned" => "Rejected",
        "InConference" => "Conference",
        _ => null,
    };
}
