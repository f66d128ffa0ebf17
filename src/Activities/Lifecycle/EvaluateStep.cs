using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Commands;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>
/// ⑦ 评价: the requester is called back, or answers over the web; where nobody is to be asked the grid worker evaluates
/// (domain.md §2.3 ⑦, §4.2).
/// </summary>
[Activity("GridGov.EvaluateCase", "网格治理", "回访评价", "评价：回访诉求人；无诉求人或不要求回访时由网格员评价。")]
[Outcome("Evaluated", "已评价")]
[Outcome("Dissatisfied", "不满意")]
[Outcome("NoAnswer", "无应答")]
[Outcome("TriesUsedUp", "多次无应答")]
public sealed class EvaluateStep : HumanStep
{
    internal override string? AlreadyDone(GovCase @case) => @case.Evaluation is null ? null : Port(@case);

    internal override StepTask Describe(IActivityExecution x, GovCase @case)
    {
        var asksRequester = @case.Requester.CanBeAsked;
        IReadOnlyList<string> who = asksRequester ? [Candidates.Of(Role.IntakeClerk)] : [Candidates.Of(@case.Place, Role.GridWorker), Candidates.Of(@case.Place, Role.GridLeader)];
        var form = new FormBuilder().Choice<Satisfaction>("satisfaction").Choice<Satisfaction>("service").Flag("contacted").Flag("solved").Text("note").Build();
        return new StepTask("EvaluateCase", who, asksRequester ? ["Evaluated", "NoAnswer"] : ["Evaluated"], form, @case.Clocks.Callback?.Due, @case.Clocks.Callback?.Yellow)
        {
            ExcludedUsers = [.. @case.Handlers],
            Details = new Dictionary<string, JsonElement>
            {
                ["asksRequester"] = JsonValues.Of(asksRequester),
                ["requester"] = JsonValues.Of(@case.Requester.Reference),
                ["tries"] = JsonValues.Of(@case.Tries.Count()),
            },
        };
    }

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        if (outcome == "Evaluated") return Port(Ask(x, "evaluate", data.With(("byRequester", JsonValues.Of(CaseOf(x).Requester.CanBeAsked)))));
        return EvaluationCommands.TriesAreUsedUp(Ask(x, "callbackNoAnswer", data)) ? "TriesUsedUp" : "NoAnswer";
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => signal.Name == "Evaluated" ? Port(@case) : null;

    private static string Port(GovCase @case) => @case.Evaluation is { IsBad: true } ? "Dissatisfied" : "Evaluated";
}
