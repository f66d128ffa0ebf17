using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Tasks;

/// <summary>Maps tasks to rows and back. Nothing is lost but titles and names beyond their column.</summary>
public static class TaskRows
{
    /// <param name="formHash">What the form is stored under; not written for a task that has its row already.</param>
    public static TaskRow ToRow(HumanTask task, string? formHash) => new()
    {
        Id = task.Id,
        InstanceId = task.InstanceId,
        NodeId = task.NodeId,
        Name = task.Name,
        Title = task.Title,
        Status = task.Status,
        Assignee = task.Assignee,
        Outcome = task.Outcome,
        CompletedBy = task.CompletedBy,
        CreatedAt = task.CreatedAt,
        DueAt = task.DueAt,
        RemindAt = task.RemindAt,
        CompletedAt = task.CompletedAt,
        AreaCode = task.AreaCode,
        UnitId = task.UnitId,
        SubjectKey = task.SubjectKey,
        FormHash = formHash,
        Details = JsonSerializer.Serialize(
            new TaskDetails
            {
                ExecutionId = task.ExecutionId,
                Payload = task.Payload,
                Candidates = ListOrNull(task.Candidates),
                ExcludedUsers = ListOrNull(task.ExcludedUsers),
                ExcludedUnits = ListOrNull(task.ExcludedUnits),
                Outcomes = ListOrNull(task.Outcomes),
            },
            TaskDetailsJson.Stored.TaskDetails),
    };

    /// <param name="form">The form that the row names.</param>
    public static HumanTask ToTask(TaskRow row, JsonElement form)
    {
        var details = JsonSerializer.Deserialize(row.Details, TaskDetailsJson.Stored.TaskDetails) ?? new TaskDetails();
        return new HumanTask
        {
            Id = row.Id,
            InstanceId = row.InstanceId,
            ExecutionId = details.ExecutionId ?? "",
            NodeId = row.NodeId,
            Name = row.Name,
            Title = row.Title,
            Payload = details.Payload,
            Candidates = details.Candidates ?? [],
            ExcludedUsers = details.ExcludedUsers ?? [],
            ExcludedUnits = details.ExcludedUnits ?? [],
            Outcomes = details.Outcomes ?? [],
            Form = form,
            Status = row.Status,
            Assignee = row.Assignee,
            CreatedAt = row.CreatedAt,
            DueAt = row.DueAt,
            RemindAt = row.RemindAt,
            CompletedBy = row.CompletedBy,
            CompletedAt = row.CompletedAt,
            Outcome = row.Outcome,
            AreaCode = row.AreaCode,
            UnitId = row.UnitId,
            SubjectKey = row.SubjectKey,
        };
    }

    private static IReadOnlyList<string>? ListOrNull(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}

/// <summary>The members of a task that no query filters by.</summary>
internal sealed record TaskDetails
{
    public string? ExecutionId { get; init; }
    public JsonElement Payload { get; init; }
    public IReadOnlyList<string>? Candidates { get; init; }
    public IReadOnlyList<string>? ExcludedUsers { get; init; }
    public IReadOnlyList<string>? ExcludedUnits { get; init; }
    public IReadOnlyList<string>? Outcomes { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TaskDetails))]
internal sealed partial class TaskDetailsJson : JsonSerializerContext
{
    public static TaskDetailsJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
