using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>催办: urges or supervises the unit of the active order; after enough reminders it is time to escalate (domain.md §3.5).</summary>
[Activity("GridGov.Remind", "网格治理", "催办督办", "对在办单位催办，达到次数后转升级。")]
[Outcome("Reminded", "已催办")]
[Outcome("Exhausted", "催办无效")]
public sealed class Remind : CaseActivity
{
    [Input(DisplayName = "催办内容", Description = "不填则按超时情况生成。")]
    public Input<string> Text { get; } = new();

    [Input(DisplayName = "最多催办次数", Description = "同一工单催办达到此数仍无结果即转升级。", DefaultValue = 1)]
    public Input<int> MaxReminders { get; } = new();

    [Input(DisplayName = "督办等级", Description = "催办、普通督办、黄牌、红牌。", UIHint = "dropdown", Options = ["Urge", "Normal", "YellowCard", "RedCard"], DefaultValue = "Urge")]
    public Input<string> Level { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var @case = CaseOf(x);
        var order = @case.Lead;
        var cause = order is { DisposeOverdue: true } ? "DisposeOverdue" : "ReceiveOverdue";
        var earlier = @case.Supervisions.Count(item => item.Cause == cause && item.OrderId == order?.Id);
        if (earlier >= Math.Max(1, x.Get(MaxReminders)))
        {
            // The ladder is climbed once; further alarms only remind.
            x.Complete(@case.EscalationLevel == 0 ? "Exhausted" : "Reminded");
            return;
        }

        var text = x.Get(Text) is { Length: > 0 } own ? own : StepTexts.Format($"Urge.{cause}");
        var level = Enum.TryParse<SupervisionLevel>(x.Get(Level), out var parsed) ? parsed : SupervisionLevel.Urge;
        Do(x, "supervise", CommandJson.Of(("level", level.ToString()), ("text", text), ("cause", cause)), Actor.Engine);
        x.Complete("Reminded");
    }
}
