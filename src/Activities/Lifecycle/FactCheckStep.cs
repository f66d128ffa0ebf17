using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>② 核实: the intake clerk files, asks the field, declines, voids, merges or refers out (domain.md §2.3 ②).</summary>
[Activity("GridGov.FactCheck", "网格治理", "核实受理", "核实：受理员立案，或派现场核实、不予受理、作废、并案、转送。")]
[Outcome("Filed", "立案")]
[Outcome("FieldCheck", "现场核实")]
[Outcome("Declined", "不予受理")]
[Outcome("Voided", "作废")]
[Outcome("Merged", "并案")]
[Outcome("ReferredOut", "转送")]
public sealed class FactCheckStep : HumanStep
{
    private static readonly string[] Ports = ["Filed", "FieldCheck", "Declined", "Voided", "Merged", "ReferredOut"];

    internal override StepTask Describe(IActivityExecution x, GovCase @case)
    {
        var form = new FormBuilder().Text("standardId", longest: 50).Choice<Deadlines.CaseGrade>("grade").Text("title", longest: 200)
            .Text("into", longest: 40).Reason("Decline", "Void", "Merge", "ReferOut").Build();
        var task = new StepTask("FactCheck", [Candidates.Of(Role.IntakeClerk)], Ports, form, @case.Clocks.Accept?.Due, @case.Clocks.Accept?.Yellow);
        return @case.FactCheck is { Result: { } result } check
            ? task with { Details = new Dictionary<string, JsonElement> { ["factCheck"] = JsonValues.Of(result.ToString()), ["note"] = JsonValues.Of(check.Note) } }
            : task;
    }

    internal override string? Finish(IActivityExecution x, string outcome, JsonElement data)
    {
        Ask(x, outcome switch
        {
            "Filed" => "file",
            "FieldCheck" => "sendFactCheck",
            "Declined" => "decline",
            "Voided" => "void",
            "Merged" => "merge",
            _ => "referOut",
        }, data);
        return outcome;
    }

    internal override string? Hear(GovCase @case, SubjectSignal signal) => signal.Name == "Filed" ? "Filed" : signal.Name == "FactCheckSent" ? "FieldCheck" : null;
}
