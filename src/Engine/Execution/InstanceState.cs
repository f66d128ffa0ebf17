using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// Everything an instance remembers between two stimuli. Bounded by the definition, not by the steps taken: only live
/// activity contexts are kept, and the last outputs per activity. The interpreter works on a copy; the caller's stays untouched.
/// </summary>
public sealed class InstanceState
{
    public const int CurrentFormat = 1;

    public int Format { get; set; } = CurrentFormat;
    public required string InstanceId { get; set; }
    public required string DefinitionId { get; set; }
    public required string DefinitionVersionId { get; set; }
    public required int DefinitionVersion { get; set; }
    public required string ContentHash { get; set; }

    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }
    public string? TriggerActivityId { get; set; }
    public FlowchartMode FlowchartMode { get; set; }
    public ParentLink? Parent { get; set; }

    /// <summary>Version of the host's reference data that bursts read, the last that a stimulus named; null where there is none.</summary>
    public int? DataVersion { get; set; }

    /// <summary>True for an instance that ran elsewhere and was imported as a record.</summary>
    public bool IsForeign { get; set; }

    /// <summary>True when an operator deleted the instance: no list shows it.</summary>
    public bool IsDeleted { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Time of the last burst; never goes backward.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Number of the last burst, from 1; 0 before the start.</summary>
    public long Burst { get; set; }

    /// <summary>Journal entries written so far; the next one gets this number.</summary>
    public long Entries { get; set; }

    public Dictionary<string, JsonElement> Input { get; set; } = [];
    public Dictionary<string, JsonElement> Output { get; set; } = [];

    /// <summary>
    /// Live contexts (running or faulted), in order of creation; the first is the workflow node's, which stays after the
    /// end so that the workflow's variables can be read.
    /// </summary>
    public List<ActivityContext> Contexts { get; set; } = [];
    public List<Bookmark> Bookmarks { get; set; } = [];
    public List<HumanTask> Tasks { get; set; } = [];

    /// <summary>Effects asked for and not yet answered.</summary>
    public List<PendingEffect> PendingEffects { get; set; } = [];
    public List<Incident> Incidents { get; set; } = [];

    /// <summary>Last recorded outputs: node id → output name → value.</summary>
    public Dictionary<string, Dictionary<string, JsonElement>> ActivityOutputs { get; set; } = [];
    public JsonElement LastResult { get; set; }

    /// <summary>The subject (for us the case), owned by <see cref="ISubject"/>, which also stores it; null when none was created.</summary>
    [JsonIgnore]
    public object? Subject { get; set; }
}

/// <summary>A variable's value in a scope.</summary>
public sealed record VariableSlot(string Id, string Name, string Type, JsonElement Value);

/// <summary>One live execution of an activity.</summary>
public sealed class ActivityContext
{
    /// <summary><c>{burst}-{n}</c>: the burst that started it and its number there; unique within the instance.</summary>
    public required string Id { get; set; }
    public required string NodeId { get; set; }
    public string? ParentId { get; set; }

    /// <summary>The context whose completion scheduled this one, for call stacks.</summary>
    public string? ScheduledBy { get; set; }
    public ActivityStatus Status { get; set; }
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Variables declared here and dynamic ones (loop values).</summary>
    public List<VariableSlot> Variables { get; set; } = [];

    /// <summary>Private data of the activity, by key.</summary>
    public Dictionary<string, JsonElement>? Data { get; set; }

    /// <summary>Counters of a flowchart, null for other activities.</summary>
    public FlowchartState? Flowchart { get; set; }

    /// <summary>How the parent marked this child when it scheduled it, such as <c>backward</c>; null = not marked.</summary>
    public string? Tag { get; set; }

    /// <summary>Effects that this execution asked for so far: makes the next key.</summary>
    public int EffectCount { get; set; }

    /// <summary>After an operator's retry: the execution under which the first attempt made its effect keys, so that the keys stay the same.</summary>
    public string? KeysOf { get; set; }
}

/// <summary>
/// A flowchart's counters and tokens (elsa-definition-format.md §8.4, §8.5). Keys: activity id;
/// connection as <c>source:port->target</c>, which survives a migration to a version with other connections.
/// </summary>
public sealed class FlowchartState
{
    public required string StartActivityId { get; set; }
    public Dictionary<string, int> ActivityVisits { get; set; } = [];
    public Dictionary<string, ConnectionVisit> ConnectionVisits { get; set; } = [];
    public List<FlowToken> Tokens { get; set; } = [];
}

/// <summary>How often a connection was visited, and whether it was followed at the last visit. Stored as the count, negative when it was not followed.</summary>
[JsonConverter(typeof(ConnectionVisitConverter))]
public readonly record struct ConnectionVisit(int Count, bool Followed)
{
    /// <summary>As it is stored.</summary>
    public int Stored => Followed ? Count : -Count;
}

/// <summary>A token of the token-based flowchart.</summary>
public sealed record FlowToken(string From, string? Outcome, string To, bool Consumed, bool Blocked);

/// <summary>A place where an execution waits.</summary>
/// <param name="Id">Unique over all instances: <c>{instance}-{burst}-b{n}</c>.</param>
/// <param name="Name">Stimulus name, by default the activity type (<c>Elsa.Event</c>, <c>Elsa.Delay</c>, …).</param>
/// <param name="Hash">Set for waits that are found by content: events. See <see cref="BookmarkHash"/>.</param>
/// <param name="CorrelationId">The instance's correlation id when the bookmark was stored.</param>
/// <param name="DueAt">Set for timers.</param>
/// <param name="Tag">Tells the activity which of its waits came back, such as <c>yellow</c>.</param>
public sealed record Bookmark(
    string Id, string Name, string ExecutionId, string NodeId, string? Hash, JsonElement Payload,
    string? CorrelationId, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, string? Tag);

/// <summary>An effect that has not been answered yet.</summary>
/// <param name="Answer">Answer that came while the instance was faulted: given to the activity when an operator reopens it.</param>
public sealed record PendingEffect(string Key, string ExecutionId, string Kind, string? Tag, Stimulus? Answer = null);

/// <summary>A fault that an operator can see, retry, skip or amend.</summary>
/// <param name="Id"><c>{burst}-i{n}</c>, unique within the instance.</param>
public sealed record Incident(
    string Id, string ActivityId, string NodeId, string ActivityType, string ExecutionId, string Code, string Message,
    string StimulusId, DateTimeOffset At, bool Resolved);
