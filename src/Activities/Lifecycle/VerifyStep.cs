using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>
/// ⑥ 验证: by the grid's worker, never by the handler or the handler's unit (G7); what the grid solved itself is checked by
/// the grid leader. Unable twice: the centre decides on paper (domain.md §2.3 ⑥).
/// </summary>
[Activity("GridGov.VerifyResult", "网格治理", "验证结果", "验证：网格员现场核查办理结果；处置人员及其单位不得验证。")]
[Outcome("Passed", "通过")]
[Outcome("Failed", "不通过")]
[Outcome("FailedAgain", "再次不通过")]
public sealed class VerifyStep : HumanStep
{
    /// <summary>Member of the payload: the grid solved it itself, so that its leader verifies.</summary>
    internal const string SelfResolved = "selfResolved";
    private const int FieldTries = 2;

    internal override StepTask Describe(IActivityExecution x, GovCase @case)
    {
        var since = @case.Verifications.Skip(@case.Verifications.Count - UnableInARow(@case)).ToList();
        var onPaper = since.Count >= FieldTries;
        IReadOnlyList<string> who = onPaper ? [Candidates.Of(Role.DutyLeader)]
            : @case.Lead is null ? [Candidates.Of(@case.Place, Role.GridLeader)]
            : [Candidates.Of(@case.Place, Role.GridWorker), Candidates.Of(@case.Place, Role.GridLeader)];
        var form = new FormBuilder().Text("note").Attachments("evidence").Reason("Rework").Build();
        var reply = @case.Lead?.Reply ?? @case.SelfReply;
        return new StepTask("VerifyResult", who, onPaper ? ["Passed", "Failed"] : ["Passed", "Failed", "Unable"], form, @case.Clocks.Verify?.Due, @case.Clocks.Verify?.Yellow)
        {
            ExcludedUsers = [.. @case.Handlers.Concat(since.Select(record => record.By)).Distinct()],
            ExcludedUnits = [.. @case.HandlingUnits],
            Details = reply is null ? new Dictionary<string, JsonElement>() : new Dictionary<string, JsonElement>
            {
                ["result"] = JsonValues.Of(reply.Result.ToString()),
                ["reply"] = JsonValues.Of(reply.Text),
                ["evidence"] = JsonValues.Of(reply.Evidence),
                ["repliedBy"] = JsonValues.Of(reply.By),
                [SelfResolved] = JsonValues.Of(@case.Lead is null),
            },
        };
    }

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        var result = outcome switch { "Passed" => VerificationResult.Pass, "Failed" => VerificationResult.Fail, _ => VerificationResult.Unable };
        return Port(Ask(x, "verify", data.With("result", result.ToString())));
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => Port(@case);

    private static string? Port(GovCase @case) => @case.State switch
    {
        CaseState.PendingEvaluation => "Passed",
        CaseState.Reworking => @case.ReworkCount >= 2 ? "FailedAgain" : "Failed",
        _ => null,
    };

    private static int UnableInARow(GovCase @case) => @case.Verifications.Reverse().TakeWhile(record => record.Result == VerificationResult.Unable).Count();
}
