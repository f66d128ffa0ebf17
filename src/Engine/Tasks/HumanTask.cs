using System.Text.Json;

namespace GridGov.Workflow.Engine.Tasks;

/// <summary>Life of a task. Only open and claimed tasks live in the instance's state; the query table keeps all.</summary>
public enum HumanTaskStatus { Open, Claimed, Completed, Cancelled }

/// <summary>
/// Work for a person (or, from RunTask, for a host system). Part of the instance's state and projected to a query table.
/// </summary>
public sealed record HumanTask
{
    /// <summary>Unique over all instances: <c>{instance}-{burst}-t{n}</c>.</summary>
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string ExecutionId { get; init; }
    public required string NodeId { get; init; }

    /// <summary>Technical name of the kind of work, such as <c>VerifyResult</c> or the task name of RunTask.</summary>
    public required string Name { get; init; }

    /// <summary>What the person reads, Chinese.</summary>
    public string? Title { get; init; }
    public JsonElement Payload { get; init; }

    /// <summary>Who may take it: <c>user:{id}</c>, <c>role:{role}</c>, <c>unit:{unit}:{role}</c>, <c>grid:{code}:{role}</c>, <c>system</c>.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>Persons who may never take it, whatever their role (the handler must not verify).</summary>
    public IReadOnlyList<string> ExcludedUsers { get; init; } = [];

    /// <summary>Units whose people may never take it.</summary>
    public IReadOnlyList<string> ExcludedUnits { get; init; } = [];

    /// <summary>Allowed outcomes; empty = completes with Done.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>JSON Schema subset for the data given on completion, or Undefined.</summary>
    public JsonElement Form { get; init; }

    public HumanTaskStatus Status { get; init; }
    public string? Assignee { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? RemindAt { get; init; }
    public string? CompletedBy { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public string? Outcome { get; init; }

    /// <summary>Area code and unit that scope who sees it; null = everybody with a matching candidate entry.</summary>
    public string? AreaCode { get; init; }
    public string? UnitId { get; init; }

    /// <summary>What it is about, for lists: the case number.</summary>
    public string? SubjectKey { get; init; }

    /// <summary>The instance that a task id names; null when it is no task id.</summary>
    public static string? InstanceOf(string taskId)
    {
        ArgumentNullException.ThrowIfNull(taskId);
        var number = taskId.LastIndexOf('-');
        var burst = number < 1 ? -1 : taskId.LastIndexOf('-', number - 1);
        return burst > 0 && number + 1 < taskId.Length && taskId[number + 1] == 't' ? taskId[..burst] : null;
    }
}
