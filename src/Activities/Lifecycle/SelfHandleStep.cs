using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>③→⑤ 网格自行处置: where most cases should end; what the grid cannot solve goes on by whistle (domain.md §2.6 L0–L1).</summary>
[Activity("GridGov.SelfHandle", "网格治理", "网格自行处置", "网格员在网格内化解；化解不了由网格长吹哨或退回分流。")]
[Outcome("Replied", "已处置")]
[Outcome("Whistle", "吹哨")]
[Outcome("HandedBack", "退回分流")]
[Outcome("Conference", "会商")]
public sealed class SelfHandleStep(ICaseDataSource data) : HumanStep
{
    private static readonly string[] Outcomes = ["Replied", "Whistle", "HandedBack"];

    // One working day before the next rung of the ladder (domain.md §2.6).
    private static readonly Limit SelfLimit = Limit.Running(1, LimitUnit.WorkDay);

    internal override StepTask Describe(IActivityExecution x, GovCase @case)
    {
        var form = new FormBuilder().Choice<ReplyResult>("result").Text("text").Text("legalBasis", longest: 500).Attachments("evidence")
            .Units().Choice<WhistleKind>("whistle").Reason("HandBack").Build();
        var limit = data.Of(x.DataVersion).StandardOf(@case)?.Standard.DisposeLimit ?? SelfLimit;
        var deadline = DeadlineCalculator.Compute(x.Now, limit, data.Of(x.DataVersion).Calendar);
        return new StepTask(
            "SelfHandle", [Candidates.Of(@case.Place, Role.GridWorker), Candidates.Of(@case.Place, Role.GridLeader)], Outcomes, form, deadline.Due, deadline.Yellow);
    }

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        if (outcome == "Whistle" && !(data.ValueKind == JsonValueKind.Object && data.TryGetProperty("whistle", out _))) data = data.With("whistle", nameof(WhistleKind.Routine));
        Ask(x, outcome switch { "Replied" => "reply", "Whistle" => "divert", _ => "handBack" }, data);
        return outcome;
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => signal.Name switch
    {
        "Replied" or "HandedBack" => signal.Name,
        "Diverted" or "Assigned" => "Whistle",
        "InConference" => "Conference",
        _ => null,
    };
}
