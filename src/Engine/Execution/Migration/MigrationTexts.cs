using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Execution.Migration;

/// <summary>What hinders a migration, as an operator reads it.</summary>
internal static class MigrationTexts
{
    public static RefusalDetail UnknownOld(string id, WorkflowGraph source) => new(
        "migrate.mapping-old", id, $"对应关系中的原活动“{id}”不在版本 {source.Version} 中；请填写原版本中的活动编号。");

    public static RefusalDetail UnknownNew(string id, WorkflowGraph target) => new(
        "migrate.mapping-new", id, $"对应关系中的新活动“{id}”不在版本 {target.Version} 中；请填写目标版本中的活动编号。");

    public static RefusalDetail SourceLost(string nodeId) => new(
        "migrate.source", nodeId, $"实例中的活动“{nodeId}”不在其所属版本中，无法判断如何迁移。");

    public static RefusalDetail Missing(ActivityNode old, string wanted, WorkflowGraph target) => new(
        "migrate.missing", old.Id,
        $"活动“{Name(old)}”（{old.NodeId}）正在运行，而版本 {target.Version} 中没有编号为“{wanted}”的活动；请保留此活动，或在对应关系中指定它的新编号，或等它结束后再迁移。");

    public static RefusalDetail Position(ActivityNode old, ActivityNode found, ActivityNode container) => new(
        "migrate.position", old.Id,
        $"活动“{Name(old)}”正在“{Name(old.Parent!)}”中运行，目标版本把“{found.Id}”放在“{Name(found.Parent!)}”中；正在运行的活动必须留在“{Name(container)}”里。");

    public static RefusalDetail Slot(ActivityNode old, string before, string after) => new(
        "migrate.slot", old.Id, $"活动“{Name(old)}”原在“{Name(old.Parent!)}”的“{before}”位置，目标版本在“{after}”位置；正在运行的活动不能换位置。");

    public static RefusalDetail Type(ActivityNode old, ActivityNode found) => new(
        "migrate.type", old.Id, $"活动“{Name(old)}”的类型是 {old.Type}，对应的“{found.Id}”类型是 {found.Type}；类型必须相同。");

    public static RefusalDetail Merged(string first, string second, string into) => new(
        "migrate.merged", first, $"活动“{first}”和“{second}”对应到了同一个活动“{into}”；请为它们分别指定。");

    public static RefusalDetail Outcomes(ActivityNode old, ActivityNode found, IEnumerable<string> lost) => new(
        "migrate.outcome", old.Id, $"活动“{Name(old)}”已发出的任务可以选择“{string.Join("、", lost)}”，而目标版本的“{found.Id}”没有这些出口；请保留，或等任务办结后再迁移。");

    public static RefusalDetail Variable(ActivityNode owner, string name, string from, string to, string? value) => new(
        "migrate.variable", owner.Id, $"变量“{name}”的类型由 {from} 改为 {to}，现有值 {value} 不能转换；请保留原类型，或先更正变量的值。");

    public static RefusalDetail Argument(ActivityNode owner, string name, string reason) => new(
        "migrate.argument", owner.Id, $"子流程“{Name(owner)}”新增的输入“{name}”现在无法求值：{reason}");

    public static RefusalDetail Rerun(ActivityNode old, ActivityNode found) => new(
        "migrate.rerun", old.Id, $"活动“{Name(old)}”已经执行过，目标版本却把“{found.NodeId}”排在当前步骤之后，会再执行一次；请换一个编号（表示新步骤），或保持原来的先后。");

    public static RefusalDetail Unreachable(ActivityNode node) => new(
        "migrate.unreachable", node.Id, $"活动“{Name(node)}”正在运行，但目标流程图中没有连线从起点通到它；请补上连线。");

    public static RefusalDetail Enabled(ActivityNode node) => new(
        "migrate.enabled", node.Id, $"目标版本中“{Name(node)}”之前的步骤都已走过，而没有正在运行的步骤通向它，迁移后无人启动它；请保留通向它的连线。");

    public static RefusalDetail Join(ActivityNode join, ActivityNode branch) => new(
        "migrate.join", join.Id, $"汇合“{Name(join)}”要等待全部支路，其中来自“{Name(branch)}”的支路在本实例中不会再走到；请等汇合完成后再迁移，或改为等待活动的支路（WaitAllActive）。");

    public static RefusalDetail Token(string from, string? outcome, string to) => new(
        "migrate.token", to, $"已有令牌沿“{from}”的出口“{outcome}”到达“{to}”等待汇合，而目标版本没有这条连线；请保留连线。");

    private static string Name(ActivityNode node) => node.Name is { Length: > 0 } name && name != node.Id ? $"{name}（{node.Id}）" : node.Id;
}
