using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>③ 分流: the system proposes from the catalogue, the dispatcher decides (domain.md §2.3 ③).</summary>
[Activity("GridGov.Divert", "网格治理", "分流", "分流：派遣员按派单目录建议决定自行处置、派单、会商或终止。")]
[Outcome("SelfHandle", "网格自行处置")]
[Outcome("Assign", "派单")]
[Outcome("Conference", "会商")]
[Outcome("Ended", "终止")]
public sealed class DivertStep(ICaseDataSource data) : HumanStep
{
    private static readonly string[] Outcomes = ["SelfHandle", "Assign", "Conference", "Voided", "Merged", "ReferredOut"];

    internal override StepTask Describe(IActivityExecution x, GovCase @case)
    {
        var form = new FormBuilder().Units().Choice<WhistleKind>("whistle").Text("into", longest: 40).Reason("Void", "Merge", "ReferOut").Build();
        var task = new StepTask("Divert", [Candidates.Of(Role.Dispatcher)], Outcomes, form, @case.Clocks.Divert?.Due, @case.Clocks.Divert?.Yellow);
        if (data.Of(x.DataVersion).RouteOf(@case, x.Now) is not { } route) return task;
        return task with
        {
            Details = new Dictionary<string, JsonElement>
            {
                ["suggestedLead"] = JsonValues.Of(route.LeadUnitId),
                ["suggestedAssists"] = JsonValues.Of(route.AssistUnitIds),
                ["suggestionReason"] = JsonValues.Of(route.Reason),
                ["shuffleCount"] = JsonValues.Of(@case.ShuffleCount),
            },
        };
    }

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        switch (outcome)
        {
            case "SelfHandle":
                Ask(x, "selfHandle", CommandJson.Empty);
                return outcome;
            case "Assign":
                Ask(x, "divert", data);
                return outcome;
            case "Conference":
                return outcome;
            default:
                Ask(x, outcome switch { "Voided" => "void", "Merged" => "merge", _ => "referOut" }, data);
                return "Ended";
        }
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => signal.Name switch
    {
        "SelfHandling" => "SelfHandle",
        "Diverted" or "Assigned" => "Assign",
        "InConference" => "Conference",
        _ => null,
    };
}
