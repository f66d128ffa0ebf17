using System.Text.Json;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Host.Tasks;

/// <summary>A task as its reader sees it.</summary>
/// <param name="SubjectKey">Case number, where the task is about a case.</param>
/// <param name="Outcomes">Allowed outcomes; empty = Done.</param>
/// <param name="OnBehalfOf">The absent person whom the reader does it for, as a deputy; null when it is the reader's own.</param>
/// <param name="Form">Form of the data given on completion (JSON Schema subset), or absent.</param>
public sealed record TaskView(
    string Id, string InstanceId, string Name, string? Title, string? SubjectKey, HumanTaskStatus Status, string? Assignee,
    IReadOnlyList<string> Candidates, IReadOnlyList<string> Outcomes, JsonElement? Payload, JsonElement? Form,
    DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? RemindAt, DateTimeOffset? CompletedAt, string? CompletedBy,
    string? Outcome, string? AreaCode, string? UnitId, string? OnBehalfOf = null)
{
    public static TaskView Of(HumanTask task) => Of(task, null);

    public static TaskView Of(HumanTask task, string? onBehalfOf) => new(
        task.Id, task.InstanceId, task.Name, task.Title, task.SubjectKey, task.Status, task.Assignee, task.Candidates, task.Outcomes,
        OrNull(task.Payload), OrNull(task.Form), task.CreatedAt, task.DueAt, task.RemindAt, task.CompletedAt, task.CompletedBy,
        task.Outcome, task.AreaCode, task.UnitId, onBehalfOf);

    private static JsonElement? OrNull(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? null : json;
}

/// <summary>Completion of a task.</summary>
public sealed record CompleteTaskRequest(string? Outcome = null)
{
    /// <summary>What the form asks for; absent = nothing.</summary>
    public JsonElement Data { get; init; }
}

/// <summary>Delegation of a task to a person of the directory.</summary>
public sealed record DelegateTaskRequest(string To, string Reason);

/// <summary>Claim or release; the body may be empty.</summary>
public sealed record TaskReasonRequest(string? Reason = null);
