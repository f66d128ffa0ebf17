using System.Collections.Frozen;
using GridGov.Workflow.Activities.Assessment;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Lifecycle;

namespace GridGov.Workflow.Activities;

/// <summary>
/// The Chinese names of states, orders, reasons, roles and fields, so that pages show the same words as tasks and refusals.
/// Keys such as <c>State.Reported</c>, <c>Reason.Decline.OutOfScope</c>, <c>Role.Handler</c>, <c>Field.leadUnit</c>.
/// </summary>
public static class GovernanceTexts
{
    private static readonly string[] Kinds = ["State.", "Stage.", "Order.", "Approval.", "Supervision.", "Reason.", "Role.", "Field.", "Trigger.", "Rate.", "Excluded."];

    /// <summary>All names by key.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } =
        CaseTexts.Table.Texts.Concat(StepTexts.Table.Texts).Concat(AssessmentTexts.Table.Texts).Concat(TextTable.Embedded("Directory/Data/texts.zh-CN.json").Texts)
            .Where(text => Kinds.Any(kind => text.Key.StartsWith(kind, StringComparison.Ordinal)))
            .ToFrozenDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal);
}
