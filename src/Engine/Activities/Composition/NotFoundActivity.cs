namespace GridGov.Workflow.Engine.Activities.Composition;

/// <summary>Stands in for an unknown activity type; faults when it is reached (elsa-definition-format.md §4.1).</summary>
[Activity("Elsa.NotFoundActivity", "系统", "未知活动", "代替无法识别的活动类型。", IsBrowsable = false)]
internal sealed class NotFoundActivity : Activity
{
    public static NotFoundActivity Instance { get; } = new();

    public override void Execute(IActivityExecution x) => throw new ActivityFaultException(
        "activity.unknown-type", $"活动“{x.Node.Id}”的类型“{x.Node.Type}”（版本 {x.Node.Version}）不存在；请安装提供该类型的模块，或替换此活动后迁移实例。");
}
