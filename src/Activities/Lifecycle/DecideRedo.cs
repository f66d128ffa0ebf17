using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>A bad rating: the centre sends the case back for redo, or lets it end (domain.md §2.3 ⑦).</summary>
[Activity("GridGov.DecideRedo", "网格治理", "研判不满意件", "评价：不满意且理由成立的再次办理，否则结案。")]
[Outcome("Redo", "再次办理")]
[Outcome("Keep", "结案")]
public sealed class DecideRedo(ICaseDataSource data) : HumanStep
{
    private static readonly Limit DecideWithin = Limit.Running(1, LimitUnit.WorkDay);

    internal override StepTask Describe(IActivityExecution x, GovCase @case) => new(
        "DecideRedo", [Candidates.Of(Role.Dispatcher), Candidates.Of(Role.DutyLeader)], ["Redo", "Keep"], new FormBuilder().Reason("Redo").Build(),
        DeadlineCalculator.Compute(x.Now, DecideWithin, data.Of(x.DataVersion).Calendar).Due)
    {
        ExcludedUsers = [.. @case.Handlers],
        Details = new Dictionary<string, JsonElement> { ["note"] = JsonValues.Of(@case.Evaluation?.Note), ["redoCount"] = JsonValues.Of(@case.RedoCount) },
    };

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        if (outcome == "Redo") Ask(x, "redo", data);
        return outcome;
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => signal.Name == "Redo" ? "Redo" : null;
}
