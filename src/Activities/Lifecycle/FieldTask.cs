using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>② 现场核实: the grid's worker looks and answers (domain.md §2.3 ②).</summary>
[Activity("GridGov.FieldTask", "网格治理", "现场核实", "核实：网格员到现场核实是否属实。")]
[Outcome("Exists", "属实")]
[Outcome("NotExists", "不属实")]
[Outcome("Unable", "无法核实")]
public sealed class FieldTask : HumanStep
{
    internal override StepTask Describe(IActivityExecution x, GovCase @case) => new(
        "FieldTask", [Candidates.Of(@case.Place, Role.GridWorker), Candidates.Of(@case.Place, Role.GridLeader)], Enum.GetNames<FactCheckResult>(),
        new FormBuilder().Text("note").Attachments("evidence").Build(), @case.Clocks.FactCheck?.Due, @case.Clocks.FactCheck?.Yellow);

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        Ask(x, "factCheckResult", data.With("result", outcome));
        return outcome;
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => signal.Name == "FactChecked" ? @case.FactCheck!.Result.ToString() : null;
}
