using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// One burst while it is computed: the copied state, what it has written so far, and the queue. Lives on one thread and is
/// thrown away afterwards. This part holds the data and the small services; the other parts one concern each.
/// </summary>
internal sealed partial class BurstRun
{
    private readonly List<JournalEntry> _entries = [];
    private readonly List<Change> _changes = [];
    private readonly List<Effect> _effects = [];
    private readonly List<LiveExecution> _live = [];
    private readonly IValueConverter _converter;
    private readonly ISubject? _subject;
    private readonly object? _subjectBefore;
    private readonly WorkflowStatus _statusBefore;
    private readonly WorkflowSubStatus _subStatusBefore;
    private readonly string _prefix;
    private HashSet<string>? _ownOutputs;
    private BurstRandom? _random;
    private int _executions;
    private int _bookmarks;
    private int _tasks;
    private int _events;
    private int _incidents;
    private int _sources;
    private int _evaluations;

    public BurstRun(
        WorkflowGraph graph, InstanceState state, Stimulus stimulus, DateTimeOffset now, IValueConverter converter, ISubject? subject)
    {
        Graph = graph;
        State = state;
        Stimulus = stimulus;
        Now = now > state.UpdatedAt ? now : state.UpdatedAt;
        _converter = converter;
        _subject = subject;
        _subjectBefore = state.Subject;
        _statusBefore = state.Status;
        _subStatusBefore = state.SubStatus;
        state.Burst++;
        state.UpdatedAt = Now;
        state.DataVersion = stimulus.DataVersion ?? state.DataVersion;
        _prefix = state.Burst.ToString(CultureInfo.InvariantCulture);
        Revive();
    }

    public WorkflowGraph Graph { get; }
    public InstanceState State { get; }
    public Stimulus Stimulus { get; }
    public DateTimeOffset Now { get; }
    public IBurstRandom Random => _random ??= new BurstRandom(State.InstanceId, State.Burst);

    /// <summary>The first execution of the activity whose trigger started the instance.</summary>
    public LiveExecution? TriggerExecution { get; private set; }

    /// <summary>Small answer for the one who sent the stimulus.</summary>
    public JsonElement Result { get; set; }

    public void Journal(JournalEntry entry) => _entries.Add(entry);

    public void SetName(LiveExecution by, string? name)
    {
        if (string.Equals(State.Name, name, StringComparison.Ordinal)) return;
        State.Name = name;
        Journal(new JournalEntry(EntryKind.NameSet, by.Node.NodeId, by.Context.Id, Text: name));
    }

    public void SetCorrelationId(LiveExecution by, string? correlationId)
    {
        if (string.Equals(State.CorrelationId, correlationId, StringComparison.Ordinal)) return;
        State.CorrelationId = correlationId;
        Journal(new JournalEntry(EntryKind.CorrelationSet, by.Node.NodeId, by.Context.Id, Text: correlationId));
    }

    public void Publish(LiveExecution by, string eventName, string? correlationId, JsonElement payload, bool localOnly)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{State.InstanceId}-{_prefix}-e{++_events}");
        _changes.Add(new EventPublished(id, eventName, correlationId, payload, localOnly ? State.InstanceId : null));
        Journal(new JournalEntry(EntryKind.EventPublished, by.Node.NodeId, by.Context.Id, Name: eventName, Text: correlationId, Data: payload));
    }

    /// <summary>Evaluates; counts evaluations that run code, and fails the one that the stimulus names.</summary>
    public JsonElement Evaluate(CompiledExpression expression, IExpressionScope scope, string targetType)
    {
        if (!expression.RunsCode) return expression.Evaluate(scope, targetType);
        var ordinal = _evaluations++;
        if (Stimulus.FailEvaluation is { } failure && failure.Ordinal == ordinal)
        {
            throw new ExpressionException("expression.backstop", failure.Message);
        }

        try
        {
            return expression.Evaluate(scope, targetType);
        }
        catch (ScriptBackstopException e)
        {
            throw new BackstopTrippedException(new EvaluationFailure(ordinal, e.Message), e);
        }
    }

    private string NextExecutionId() => string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{++_executions}");

    private LiveExecution? Find(string executionId) =>
        _live.Find(execution => string.Equals(execution.Context.Id, executionId, StringComparison.Ordinal));

    // Contexts stand in order of creation, so that a parent comes before its children.
    private void Revive()
    {
        var contexts = State.Contexts;
        if (contexts.Count == 0) return;
        var byId = new Dictionary<string, LiveExecution>(contexts.Count, StringComparer.Ordinal);
        foreach (var context in contexts)
        {
            var parent = context.ParentId is null ? null : byId.GetValueOrDefault(context.ParentId);
            if (!Graph.Nodes.TryGetValue(context.NodeId, out var node)) node = Graph.Node(context.NodeId);
            var execution = new LiveExecution(this, context, node, parent);
            parent?.Children.Add(execution);
            byId.Add(context.Id, execution);
            _live.Add(execution);
        }

        foreach (var bookmark in State.Bookmarks) CountWait(byId, bookmark.ExecutionId);
        foreach (var task in State.Tasks) CountWait(byId, task.ExecutionId);
        foreach (var effect in State.PendingEffects) CountWait(byId, effect.ExecutionId);

        static void CountWait(Dictionary<string, LiveExecution> byId, string executionId)
        {
            if (byId.TryGetValue(executionId, out var owner)) owner.Waits++;
        }
    }
}
