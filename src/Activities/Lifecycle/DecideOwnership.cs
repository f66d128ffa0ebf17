using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>The centre decides an ownership dispute: designates, rejects, or takes it to the joint meeting (domain.md §2.5).</summary>
[Activity("GridGov.DecideOwnership", "网格治理", "裁决权属争议", "值班长研究后指定单位、驳回争议，或提交联席会议。")]
[Outcome("Designated", "指定单位")]
[Outcome("Rejected", "驳回争议")]
[Outcome("Conference", "提交联席会议")]
public sealed class DecideOwnership : HumanStep
{
    internal override StepTask Describe(IActivityExecution x, GovCase @case)
    {
        var request = @case.PendingApprovals.LastOrDefault(pending => pending.Kind == ApprovalKind.OwnershipDispute);
        return new StepTask(
            "DecideOwnership", [Candidates.Of(Role.DutyLeader)], ["Designated", "Rejected", "Conference"],
            new FormBuilder().Units().Reason("Designate").Build(), request?.DecideBy)
        {
            ExcludedUsers = request is null ? [] : [request.By],
            Details = request is null ? new Dictionary<string, JsonElement>() : new Dictionary<string, JsonElement>
            {
                ["unit"] = JsonValues.Of(request.Unit),
                ["reason"] = JsonValues.Of(request.Reason.Text),
                ["shuffleCount"] = JsonValues.Of(@case.ShuffleCount),
            },
        };
    }

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        if (outcome == "Designated") Ask(x, "designate", data);
        else if (outcome == "Rejected") Ask(x, "rejectDispute", data);
        return outcome;
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => signal.Name switch
    {
        "Designated" or "Reassigned" => "Designated",
        "DisputeRejected" => "Rejected",
        "InConference" => "Conference",
        _ => null,
    };
}
