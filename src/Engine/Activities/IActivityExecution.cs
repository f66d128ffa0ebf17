using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>A running execution as its activity sees it. Valid only during the call that received it.</summary>
public interface IActivityExecution
{
    ActivityNode Node { get; }

    /// <summary><c>{burst}-{n}</c>.</summary>
    string ExecutionId { get; }
    string InstanceId { get; }
    string? CorrelationId { get; set; }
    string? InstanceName { get; set; }

    /// <summary>The burst's time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Version of the host's reference data that this burst reads; null = what is shipped.</summary>
    int? DataVersion { get; }

    /// <summary>Who caused this burst.</summary>
    Actor Actor { get; }

    /// <summary>True when this node's trigger started the instance and this is its first execution.</summary>
    bool IsTriggerOfStart { get; }

    /// <summary>Payload delivered by the trigger of the start, or Undefined.</summary>
    JsonElement TriggerPayload { get; }
    FlowchartMode FlowchartMode { get; }
    string? TriggerActivityId { get; }

    // Inputs and outputs

    /// <summary>Evaluated value of an input; the descriptor's default when not set.</summary>
    T? Get<T>(Input<T> input);

    /// <summary>Raw evaluated value of an input; Undefined when not set.</summary>
    JsonElement GetRaw(string inputName);
    void Set<T>(Output<T> output, T value);
    void SetOutput(string outputName, JsonElement value);

    /// <summary>Sets an output of the nearest ancestor that declares it, else of the workflow.</summary>
    void SetWorkflowOutput(string name, JsonElement value);

    /// <summary>Private data of this execution.</summary>
    JsonElement GetData(string key);
    void SetData(string key, JsonElement value);
    FlowchartState? Flowchart { get; set; }

    // Variables and expressions

    /// <summary>Evaluates an expression in this execution's scope.</summary>
    JsonElement Evaluate(CompiledExpression expression, string targetType, IReadOnlyDictionary<string, JsonElement>? arguments = null);

    /// <summary>Scope for scripts that choose outcomes; <paramref name="outcomes"/> collects them.</summary>
    JsonElement Evaluate(CompiledExpression expression, string targetType, ICollection<string> outcomes);
    bool TryGetVariableById(string id, out VariableSlot variable);

    /// <summary>Sets the variable with this id in scope, converted to its type.</summary>
    /// <exception cref="ExpressionException">No such variable, or the value does not convert; names variable, value and type.</exception>
    void SetVariableById(string id, JsonElement value);

    // Flow

    /// <summary>Completes this execution; no outcome means Done. Waits and tasks left over are removed.</summary>
    void Complete(params IReadOnlyList<string> outcomes);

    /// <summary>Queues a child; <paramref name="variables"/> become its dynamic scope, <paramref name="tag"/> comes back on completion.</summary>
    void Schedule(ActivityNode child, IReadOnlyDictionary<string, JsonElement>? variables = null, string? tag = null);

    /// <summary>Cancels running children (all, or of the given nodes), and everything below them. Queued work stays.</summary>
    void CancelChildren(Func<ActivityNode, bool>? which = null);

    /// <summary>True while a child of this execution runs, waits or is queued.</summary>
    bool HasPendingChildren { get; }

    /// <summary>True when the given child node is queued and not yet started.</summary>
    bool IsQueued(ActivityNode child);

    /// <summary>True when a child below this execution has faulted.</summary>
    bool HasFaultedChildren { get; }

    /// <summary>Stops the enclosing loop: containers between here and it end (Break).</summary>
    void Break();

    /// <summary>Completes the nearest composite (workflow or workflow-as-activity) with outcomes.</summary>
    void CompleteComposite(IReadOnlyList<string> outcomes);

    /// <summary>Drops queued work and waits of the whole instance and finishes it.</summary>
    void FinishWorkflow();

    // Waiting and the world

    /// <summary>Stores a wait for an event of this name.</summary>
    Bookmark WaitForEvent(string eventName, string? tag = null);

    /// <summary>Stores a timer; a due time in the past fires in the next burst.</summary>
    Bookmark WaitUntil(DateTimeOffset dueAt, string? tag = null, JsonElement payload = default);

    /// <summary>
    /// Keeps this execution waiting for the subject's signals when it has no other wait. Kept in the state only, without a row.
    /// </summary>
    Bookmark WaitForSignal(string? tag = null);

    /// <summary>Removes waits of this execution with the given tag (null = all).</summary>
    void RemoveBookmarks(string? tag = null);

    /// <summary>Opens a task; its completion comes back as a resumption.</summary>
    HumanTask OpenTask(TaskRequest request);

    /// <summary>Withdraws an open task of this execution.</summary>
    void CancelTask(string taskId);
    IReadOnlyList<HumanTask> OpenTasks { get; }

    /// <summary>Asks for an effect; answered ones come back as a resumption with <paramref name="tag"/>.</summary>
    /// <returns>The effect's key.</returns>
    string Request(string kind, JsonElement payload, bool answered = true, string? tag = null);

    /// <summary>Publishes an event, matched after the commit.</summary>
    void Publish(string eventName, string? correlationId, JsonElement payload, bool localOnly);
    void WriteLine(string? text);

    // The subject

    /// <summary>Current state of the subject, or null.</summary>
    object? Subject { get; }

    /// <summary>
    /// Applies a command to the subject as the burst's actor (or the given one). Signals reach waiting activities after this call returns,
    /// in the same burst.
    /// </summary>
    SubjectResult Apply(string command, JsonElement arguments, Actor? actor = null);

    /// <summary>
    /// Refuses the stimulus as a whole: nothing of this burst happens, its sender gets the refusal, the task stays open. For a
    /// task completion, a subject command or a start; on any other stimulus, which nobody could correct, it becomes a fault.
    /// </summary>
    [DoesNotReturn]
    void Refuse(Refusal refusal) => throw new StimulusRefusedException(refusal);
}

/// <summary>What an activity asks of a person. See <see cref="HumanTask"/> for the members.</summary>
public sealed record TaskRequest(string Name)
{
    public string? Title { get; init; }
    public JsonElement Payload { get; init; }
    public IReadOnlyList<string> Candidates { get; init; } = [];
    public IReadOnlyList<string> ExcludedUsers { get; init; } = [];
    public IReadOnlyList<string> ExcludedUnits { get; init; } = [];
    public IReadOnlyList<string> Outcomes { get; init; } = [];
    public JsonElement Form { get; init; }
    public string? Assignee { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? RemindAt { get; init; }
    public string? AreaCode { get; init; }
    public string? UnitId { get; init; }
    public string? SubjectKey { get; init; }
}

/// <summary>Thrown by <see cref="IActivityExecution.Refuse"/>; ends the burst with the refusal as its result.</summary>
public sealed class StimulusRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>Thrown by an activity to fault itself; becomes an incident.</summary>
public sealed class ActivityFaultException(string code, string message, string? category = null, string? type = null) : Exception(message)
{
    public string Code { get; } = code;
    public string? Category { get; } = category;
    public string? FaultType { get; } = type;
}
