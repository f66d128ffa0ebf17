using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>All refusals of the core: code, kind, field, and the Chinese text that a person reads.</summary>
internal static class Refusals
{
    public static Refusal InstanceExists(string id) => new("instance.exists", $"流程实例“{id}”已经启动，不能重复启动。");

    public static Refusal InstanceUnknown() => new("instance.not-found", "流程实例不存在，请先启动。", Kind: RefusalKind.NotFound);

    public static Refusal TriggerUnknown(string id, string version) => new(
        "start.trigger-unknown", $"流程版本“{version}”没有编号为“{id}”的活动，不能从它启动。", "triggerActivityId", RefusalKind.Invalid);

    public static Refusal InstanceFinished(InstanceState state) =>
        new("instance.finished", $"流程实例“{state.InstanceId}”已经结束（{state.SubStatus}），不能再执行此操作。");

    public static Refusal CarriesCase(InstanceState state) => new(
        "instance.carries-case",
        $"流程实例“{state.CorrelationId ?? state.InstanceId}”承载案件，不能在流程设计器中删除、取消、修改或导入；请在案件页面依法办理：作废、撤回、并案或更正。");

    public static Refusal InstanceDeleted(InstanceState state) =>
        new("instance.deleted", $"流程实例“{state.InstanceId}”已被删除，不能再执行此操作。");

    public static Refusal InstanceForeign(InstanceState state) =>
        new("instance.foreign", $"流程实例“{state.InstanceId}”是从外部导入的记录，只能查看或删除。");

    public static Refusal BookmarkUnknown(string id) =>
        new("bookmark.unknown", $"等待点“{id}”不存在或已经恢复。", "bookmarkId", RefusalKind.NotFound);

    public static Refusal TimerUnknown(string id) =>
        new("timer.unknown", $"定时器“{id}”已经触发或已取消。", "bookmarkId", RefusalKind.NotFound);

    public static Refusal EffectUnknown(string key) =>
        new("effect.unknown", $"没有等待中的外部请求“{key}”：可能已有结果，或发起它的活动已取消。", "effectKey", RefusalKind.NotFound);

    public static Refusal NoSubject(string command) => new("subject.none", $"本实例没有业务对象，不能执行命令“{command}”。", "name");

    public static Refusal TaskNotOpen(string id) =>
        new("task.not-open", $"任务“{id}”不存在、已办结或已取消，请刷新任务列表。", "taskId");

    public static Refusal TaskOfAnother(HumanTask task, string assignee) =>
        new("task.assigned", $"任务“{task.Title ?? task.Name}”已由“{assignee}”办理，其他人不能操作；可请其退回或转办。", Kind: RefusalKind.Forbidden);

    public static Refusal TaskNotEntitled(HumanTask task, string? entitledAs) =>
        new(
            "task.not-entitled",
            $"以“{entitledAs ?? "（无）"}”的身份不能操作任务“{task.Title ?? task.Name}”；允许的身份：{string.Join("、", task.Candidates)}。",
            "entitledAs", RefusalKind.Forbidden);

    public static Refusal TaskExcludes(HumanTask task, string person) =>
        new("task.excluded", $"“{person}”须回避任务“{task.Title ?? task.Name}”（例如承办人不得核实自己的办理结果）。", Kind: RefusalKind.Forbidden);

    public static Refusal TaskExcludesUnit(HumanTask task, string unit) =>
        new("task.excluded-unit", $"单位“{unit}”须回避任务“{task.Title ?? task.Name}”。", "entitledAs", RefusalKind.Forbidden);

    public static Refusal TaskNotClaimed(HumanTask task) => new("task.not-claimed", $"任务“{task.Title ?? task.Name}”尚未被领取，无需退回。");

    public static Refusal TaskWithoutCandidates(HumanTask task) =>
        new("task.no-candidates", $"任务“{task.Title ?? task.Name}”是直接指派的，没有候选人，不能退回；可以转办。");

    public static Refusal DelegateMissing() => new("task.delegate-to", "转办必须填写接收人。", "to", RefusalKind.Invalid);

    public static Refusal OutcomeUnknown(string? outcome, IEnumerable<string> allowed) =>
        new("task.outcome", $"办理结果“{outcome ?? "（空）"}”不在允许范围内；允许：{string.Join("、", allowed)}。", "outcome", RefusalKind.Invalid);

    public static Refusal IncidentUnknown(string id) =>
        new("incident.unknown", $"异常“{id}”不存在。", "incidentId", RefusalKind.NotFound);

    public static Refusal IncidentResolved(string id) => new("incident.resolved", $"异常“{id}”已经处理过。", "incidentId");

    public static Refusal IncidentNotRetryable(Incident incident) =>
        new("incident.not-retryable", $"异常“{incident.Id}”所在的活动“{incident.ActivityId}”已不在运行，不能重试；可以选择跳过以关闭此异常。", "mode");

    public static Refusal VariableUnknown(string name, IEnumerable<string> known) =>
        new(
            "variable.unknown", $"没有名为“{name}”的变量；现有变量：{string.Join("、", known.Distinct().Order(StringComparer.Ordinal))}。",
            $"variables.{name}", RefusalKind.Invalid);

    public static Refusal MigrationTarget(string wanted, string given) =>
        new("migrate.target", $"迁移目标内容为 {wanted}，而加载的内容为 {given}。", "toContentHash", RefusalKind.Invalid);

    public static Refusal MigrationDefinition(string own, string target) =>
        new("migrate.definition", $"只能在同一流程的版本之间迁移：本实例属于“{own}”，目标属于“{target}”。", "toDefinitionVersionId", RefusalKind.Invalid);

    public static Refusal MigrationSame(int version) => new("migrate.same", $"本实例已经在版本 {version} 上，无需迁移。", "toVersion");

    public static Refusal Migration(IReadOnlyList<RefusalDetail> faults, int version) =>
        new("migrate.faults", $"不能迁移到版本 {version}，共 {faults.Count} 处问题：{string.Join(" ", faults.Select(fault => fault.Message))}") { Details = faults };
}
