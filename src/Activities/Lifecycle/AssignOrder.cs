using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>④ 交办: sends lead and assisting orders (a whistle, when the grid asks).</summary>
[Activity("GridGov.AssignOrder", "网格治理", "派单（吹哨）", "交办：向主办、协办单位派出工单，开始接哨和处置计时。")]
public sealed class AssignOrder : CaseActivity
{
    [Input(DisplayName = "主办单位", Description = "不填则按分流决定，再按派单目录。", OptionsSource = "departments")]
    public Input<string> LeadUnit { get; } = new();

    [Input(DisplayName = "协办单位", Description = "不填则按分流决定。", UIHint = "checklist", DefaultSyntax = "Object", OptionsSource = "departments")]
    public Input<IReadOnlyList<string>> AssistUnits { get; } = new();

    [Input(DisplayName = "吹哨类型", Description = "由网格吹哨时填写。", UIHint = "dropdown", Options = ["Routine", "Enforcement", "Emergency"])]
    public Input<string> Whistle { get; } = new();

    [Output(DisplayName = "主办工单")]
    public Output<string> OrderId { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var arguments = CommandJson.Empty;
        if (x.Get(LeadUnit) is { Length: > 0 } lead)
        {
            arguments = CommandJson.Of(("leadUnit", lead), ("whistle", x.Get(Whistle) is { Length: > 0 } whistle ? whistle : null))
                .With(("assistUnits", JsonValues.Of(x.Get(AssistUnits) ?? [])));
        }

        // Sent already by a command from outside: the flow only catches up.
        var @case = CaseOf(x).State == CaseState.PendingReceipt ? CaseOf(x) : Do(x, "assign", arguments);
        x.Set(OrderId, @case.Lead!.Id);
        x.Complete();
    }
}
