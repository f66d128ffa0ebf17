using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridGov.Workflow.Engine.Execution.Stimuli;

/// <summary>
/// Something that happened in the world and moves an instance. Everything the pure core learns from outside arrives as one
/// of these; the journal keeps them, and replay feeds them again.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(ResumeBookmark), "resume")]
[JsonDerivedType(typeof(TimerDue), "timer")]
[JsonDerivedType(typeof(TaskCompleted), "task-completed")]
[JsonDerivedType(typeof(TaskChanged), "task-changed")]
[JsonDerivedType(typeof(EffectSucceeded), "effect-succeeded")]
[JsonDerivedType(typeof(EffectFailed), "effect-failed")]
[JsonDerivedType(typeof(EventReceived), "event")]
[JsonDerivedType(typeof(SubjectCommand), "subject")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Retry), "retry")]
[JsonDerivedType(typeof(Migrate), "migrate")]
[JsonDerivedType(typeof(Amend), "amend")]
[JsonDerivedType(typeof(Delete), "delete")]
public abstract record Stimulus
{
    /// <summary>Unique over all instances; delivering the same id again returns the first result.</summary>
    public required string Id { get; init; }
    public required Actor Actor { get; init; }

    /// <summary>When the Host accepted it; for timers the due time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 (hex) of the request body, so that one key with two bodies is refused; null for engine stimuli.</summary>
    public string? BodyHash { get; init; }

    /// <summary>
    /// Version of the host's reference data (for us the directory) that is in force; given where it is newer than the one that the
    /// instance knows. What a burst reads from outside is named in its stimulus or in the state, so that a replay reads the same.
    /// </summary>
    public int? DataVersion { get; init; }

    /// <summary>Set when an earlier attempt tripped a machine-dependent script limit: that evaluation now fails by decree.</summary>
    public EvaluationFailure? FailEvaluation { get; init; }
}

/// <summary>The k-th code evaluation of the burst (from 0) fails with this message.</summary>
public sealed record EvaluationFailure(int Ordinal, string Message);

/// <summary>The parent that waits for a child instance.</summary>
/// <param name="EffectKey">Key of the parent's effect that started the child.</param>
/// <param name="NotifyAtEnd">True when the parent wants another answer at the child's end.</param>
public sealed record ParentLink(string InstanceId, string EffectKey, bool NotifyAtEnd);

/// <summary>Starts the instance.</summary>
public sealed record Start : Stimulus
{
    /// <summary>Chosen by the caller: derived from the idempotency key, or the parent's effect key.</summary>
    public required string InstanceId { get; init; }
    public IReadOnlyDictionary<string, JsonElement> Input { get; init; } = new Dictionary<string, JsonElement>();
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }

    /// <summary>Activity whose trigger started this instance, or that the caller chose; null = the ordinary start.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>What the trigger delivers to that activity (event payload), or Undefined.</summary>
    public JsonElement TriggerPayload { get; init; }
    public ParentLink? Parent { get; init; }
    public FlowchartMode FlowchartMode { get; init; }

    /// <summary>
    /// Set for an instance that ran elsewhere: the file that was imported (<see cref="ForeignRecord"/>). Such an instance is a
    /// record to look at: it is finished from its first burst on, and runs nothing.
    /// </summary>
    public JsonElement Foreign { get; init; }
}

/// <summary>Resumes one bookmark by id.</summary>
public sealed record ResumeBookmark(string BookmarkId, JsonElement Payload) : Stimulus;

/// <summary>A timer is due. <see cref="Stimulus.At"/> is the due time; <paramref name="FiredAt"/> when it was really run.</summary>
public sealed record TimerDue(string BookmarkId, DateTimeOffset FiredAt) : Stimulus;

/// <summary>A person finishes a human task, or a system a RunTask.</summary>
/// <param name="Outcome">One of the task's outcomes; null only where the task has none.</param>
/// <param name="EntitledAs">The candidate entry that entitles the actor, such as <c>unit:GA:DepartmentDesk</c>; null when assigned or for systems.</param>
public sealed record TaskCompleted(string TaskId, string? Outcome, JsonElement Data, string? EntitledAs) : Stimulus;

/// <summary>What can be done with a task besides completing it.</summary>
public enum TaskVerb { Claim, Release, Delegate }

/// <summary>Claim, release or delegate a task.</summary>
/// <param name="To">New assignee when delegating.</param>
public sealed record TaskChanged(string TaskId, TaskVerb Verb, string? To, string? Reason, string? EntitledAs) : Stimulus;

/// <summary>An effect was delivered; <paramref name="Result"/> is its answer.</summary>
public sealed record EffectSucceeded(string EffectKey, JsonElement Result) : Stimulus;

/// <summary>An effect was given up after all attempts, or refused for good.</summary>
/// <param name="Code">Stable code such as <c>http.timeout</c>, <c>http.connect</c>, <c>department.refused</c>.</param>
public sealed record EffectFailed(string EffectKey, string Code, string Message, int Attempts, JsonElement Details) : Stimulus;

/// <summary>A published event matched a waiting bookmark of this instance.</summary>
public sealed record EventReceived(string BookmarkId, string EventId, string Name, JsonElement Payload) : Stimulus;

/// <summary>A person's or system's action on the instance's subject, such as urging or withdrawing a case.</summary>
public sealed record SubjectCommand(string Name, JsonElement Arguments) : Stimulus;

/// <summary>Ends the instance from outside.</summary>
public sealed record Cancel(string Reason) : Stimulus;

/// <summary>What an operator does about an incident.</summary>
/// <remarks>Retry repeats the effects of the failed attempt with the same keys; SendAgain makes new keys.</remarks>
public enum RetryMode { Retry, Skip, SendAgain }

/// <summary>An operator retries or skips the faulted activity of an incident.</summary>
/// <param name="Outcome">Outcome to report when skipping; null = Done.</param>
public sealed record Retry(string IncidentId, RetryMode Mode, string? Outcome, string Reason) : Stimulus;

/// <summary>Moves the instance to another version of its definition. The core checks it; a refusal lists everything that hinders.</summary>
public sealed record Migrate(string ToDefinitionVersionId, string ToContentHash, string Reason) : Stimulus
{
    /// <summary>Activities whose id changed: old activity id (or node id) → new activity id. Others keep their id.</summary>
    public IReadOnlyDictionary<string, string>? Mapping { get; init; }
}

/// <summary>An operator changes variables, with a reason.</summary>
public sealed record Amend(IReadOnlyDictionary<string, JsonElement> Variables, string Reason) : Stimulus;

/// <summary>An operator deletes an instance: it ends if it still runs, and no list shows it any more. The journal stays.</summary>
public sealed record Delete(string Reason) : Stimulus;
