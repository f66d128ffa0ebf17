using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Tasks;
using TaskRequest = GridGov.Workflow.Engine.Activities.TaskRequest;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>What an activity sees of its running execution.</summary>
internal sealed partial class LiveExecution : IActivityExecution
{
    public string ExecutionId => Context.Id;
    public string InstanceId => Run.State.InstanceId;

    public string? CorrelationId
    {
        get => Run.State.CorrelationId;
        set => Run.SetCorrelationId(this, value);
    }

    public string? InstanceName
    {
        get => Run.State.Name;
        set => Run.SetName(this, value);
    }

    public DateTimeOffset Now => Run.Now;
    public int? DataVersion => Run.State.DataVersion;
    public Actor Actor => Run.Stimulus.Actor;
    public bool IsTriggerOfStart => Run.TriggerExecution == this;
    public JsonElement TriggerPayload => Run.Stimulus is Start start ? start.TriggerPayload : default;
    public FlowchartMode FlowchartMode => Run.State.FlowchartMode;
    public string? TriggerActivityId => Run.State.TriggerActivityId;

    public T? Get<T>(Input<T> input)
    {
        var value = GetRaw(input.Name);
        return InputValues.Read<T>(value.ValueKind == JsonValueKind.Undefined ? Node.Shape.DefaultOf(input.Name) : value);
    }

    public JsonElement GetRaw(string inputName)
    {
        var inputs = Node.OrderedInputs;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (string.Equals(inputs[i].Name, inputName, StringComparison.Ordinal)) return Input(i).OrNull();
        }

        return default;
    }

    public void Set<T>(Output<T> output, T value) => SetOutput(output.Name, InputValues.Write(value));

    public void SetOutput(string outputName, JsonElement value)
    {
        value = value.OrNull();
        (OutputsSet ??= new(StringComparer.Ordinal))[outputName] = value;
        Run.RecordOutput(this, outputName, value);
        if (Node.OutputTargets.TryGetValue(outputName, out var target)) Run.Bind(this, target, value);
    }

    public void SetWorkflowOutput(string name, JsonElement value) => Run.SetWorkflowOutput(this, name, value.OrNull());

    public JsonElement GetData(string key) =>
        Context.Data is { } data && data.TryGetValue(key, out var value) ? value : default;

    public void SetData(string key, JsonElement value) => (Context.Data ??= new(StringComparer.Ordinal))[key] = value.OrNull();

    public FlowchartState? Flowchart
    {
        get => Context.Flowchart;
        set => Context.Flowchart = value;
    }

    public JsonElement Evaluate(CompiledExpression expression, string targetType, IReadOnlyDictionary<string, JsonElement>? arguments = null) =>
        Run.Evaluate(expression, arguments is null ? Scope : new ExpressionScope(this) { Arguments = arguments }, targetType);

    public JsonElement Evaluate(CompiledExpression expression, string targetType, ICollection<string> outcomes) =>
        Run.Evaluate(expression, new ExpressionScope(this) { Outcomes = outcomes }, targetType);

    public bool TryGetVariableById(string id, out VariableSlot variable)
    {
        if (BurstRun.FindById(this, id) is var (owner, index))
        {
            variable = owner.Context.Variables[index];
            return true;
        }

        variable = null!;
        return false;
    }

    public void SetVariableById(string id, JsonElement value)
    {
        if (BurstRun.FindById(this, id) is not var (owner, index))
        {
            throw new ExpressionException("variable.unknown", $"作用域内没有编号为“{id}”的变量；请在活动中重新选择变量。");
        }

        Run.WriteVariable(owner, index, value);
    }

    public void Complete(params IReadOnlyList<string> outcomes) => RequestCompletion(outcomes);

    public void Schedule(ActivityNode child, IReadOnlyDictionary<string, JsonElement>? variables = null, string? tag = null) =>
        Run.Enqueue(new WorkItem(child, this, variables, tag, Cause ?? Context.Id));

    public void CancelChildren(Func<ActivityNode, bool>? which = null) => Run.CancelChildren(this, which);

    public bool HasPendingChildren => Queued > 0 || Children.Exists(static child => child.IsRunning);

    public bool IsQueued(ActivityNode child) => Queued > 0 && Run.IsQueued(this, child);

    public bool HasFaultedChildren => Children.Exists(static child => child.Context.Status == ActivityStatus.Faulted);

    public void Break() => Unwinding = Unwinding.Break;

    public void CompleteComposite(IReadOnlyList<string> outcomes) => RequestUnwinding(Unwinding.Composite, outcomes);

    public void FinishWorkflow() => FinishRequested = true;

    public Bookmark WaitForEvent(string eventName, string? tag = null) => Run.AddBookmark(
        this, BookmarkHash.ForEvent(eventName), null, JsonValues.Object(json => json.WriteString("eventName", eventName)), tag);

    public Bookmark WaitUntil(DateTimeOffset dueAt, string? tag = null, JsonElement payload = default) =>
        Run.AddBookmark(this, null, dueAt, payload, tag);

    public Bookmark WaitForSignal(string? tag = null) => Run.AddBookmark(this, null, null, default, tag);

    public void RemoveBookmarks(string? tag = null) => Run.RemoveBookmarks(this, tag);

    public HumanTask OpenTask(TaskRequest request) => Run.OpenTask(this, request);

    public void CancelTask(string taskId) => Run.CancelTask(this, taskId);

    public IReadOnlyList<HumanTask> OpenTasks => Run.TasksOf(this);

    public string Request(string kind, JsonElement payload, bool answered = true, string? tag = null) =>
        Run.Request(this, kind, payload, answered, tag);

    public void Publish(string eventName, string? correlationId, JsonElement payload, bool localOnly) =>
        Run.Publish(this, eventName, correlationId, payload, localOnly);

    public void WriteLine(string? text) =>
        Run.Journal(new JournalEntry(EntryKind.LineWritten, Node.NodeId, Context.Id, Text: text));

    public object? Subject => Run.State.Subject;

    public SubjectResult Apply(string command, JsonElement arguments, Actor? actor = null) =>
        Run.ApplyToSubject(command, arguments, actor ?? Run.Stimulus.Actor, this);
}
