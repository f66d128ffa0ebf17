using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.History.Folds;

/// <summary>
/// Lines and executions of an imported record, from its file. Executions get ids of this instance, so that an id still names its
/// instance; whatever the file leaves out is left out.
/// </summary>
internal static class ForeignFold
{
    private static readonly IReadOnlyDictionary<string, JsonElement> Empty = new Dictionary<string, JsonElement>();

    public static void Read(string instanceId, JsonElement file, DateTimeOffset importedAt, Action<ActivityExecution> put, Action<LogRecord> add)
    {
        var record = ForeignRecord.Read(file);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in record.Executions)
        {
            if (ForeignRecord.Text(item, "id") is { } id) ids.TryAdd(id, string.Create(CultureInfo.InvariantCulture, $"{instanceId}-1-{ids.Count + 1}"));
        }

        foreach (var item in record.Executions)
        {
            if (ForeignRecord.Text(item, "id") is { } id) put(Execution(instanceId, ids[id], item, ids, importedAt));
        }

        var root = string.Create(CultureInfo.InvariantCulture, $"{instanceId}-1-1");
        foreach (var item in record.Log) add(Line(item, ids, root, importedAt));
    }

    private static ActivityExecution Execution(
        string instanceId, string id, JsonElement item, Dictionary<string, string> ids, DateTimeOffset importedAt)
    {
        var exception = ForeignRecord.Member(item, "exception");
        var status = Enum.TryParse<ActivityStatus>(ForeignRecord.Text(item, "status"), ignoreCase: true, out var parsed) ? parsed : ActivityStatus.Canceled;
        return new ActivityExecution(
            id, instanceId, ForeignRecord.Text(item, "activityId") ?? "", NodeId(item, "activityNodeId"), ForeignRecord.Text(item, "activityType") ?? "",
            Math.Max(1, ForeignRecord.Number(item, "activityTypeVersion")), ForeignRecord.Text(item, "activityName"),
            Members(item, "activityState") ?? Empty, Members(item, "payload") ?? Empty, Members(item, "outputs"),
            exception.ValueKind == JsonValueKind.Object
                ? new ExecutionFault(ForeignRecord.Text(exception, "type") ?? "", ForeignRecord.Text(exception, "message") ?? "")
                : null,
            ForeignRecord.Time(item, "startedAt") ?? importedAt, HasBookmarks: false, status, ForeignRecord.Number(item, "aggregateFaultCount"),
            ForeignRecord.Time(item, "completedAt"), null, Mapped(item, "schedulingActivityExecutionId", ids), ForeignRecord.Text(item, "schedulingActivityId"),
            ForeignRecord.Number(item, "callStackDepth"));
    }

    private static LogRecord Line(JsonElement item, Dictionary<string, string> ids, string root, DateTimeOffset importedAt) => new(
        "", Mapped(item, "activityInstanceId", ids) ?? root, Mapped(item, "parentActivityInstanceId", ids), ForeignRecord.Text(item, "activityId") ?? "",
        ForeignRecord.Text(item, "activityType") ?? "", Math.Max(1, ForeignRecord.Number(item, "activityTypeVersion")), ForeignRecord.Text(item, "activityName"),
        NodeId(item, "nodeId"), ForeignRecord.Time(item, "timestamp") ?? importedAt, 0, ForeignRecord.Text(item, "eventName"),
        ForeignRecord.Text(item, "message"), ForeignRecord.Text(item, "source"), Members(item, "activityState"), Members(item, "payload"));

    private static string NodeId(JsonElement item, string member) =>
        ForeignRecord.Text(item, member) ?? ForeignRecord.Text(item, "activityNodeId") ?? WorkflowCompiler.WorkflowNodeId;

    private static string? Mapped(JsonElement item, string member, Dictionary<string, string> ids) =>
        ForeignRecord.Text(item, member) is { } id && ids.TryGetValue(id, out var mapped) ? mapped : null;

    private static Dictionary<string, JsonElement>? Members(JsonElement item, string member)
    {
        var json = ForeignRecord.Member(item, member);
        if (json.ValueKind != JsonValueKind.Object) return null;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var value in json.EnumerateObject()) members[value.Name] = value.Value;
        return members;
    }
}
