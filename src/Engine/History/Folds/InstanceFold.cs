using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History.Folds;

/// <summary>
/// Journal lines and executions of one instance, made from its burst rows and nothing else (design.md §6). Grows by one burst at a
/// time; the same rows always give the same lines, ids included. Not thread-safe: see <see cref="InstanceFolds"/>.
/// </summary>
public sealed class InstanceFold
{
    private readonly string _instanceId;
    private readonly List<LogRecord> _log = [];
    private readonly List<ActivityExecution> _executions = [];
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);

    internal InstanceFold(string instanceId) => _instanceId = instanceId;

    /// <summary>Number of the last burst taken in; 0 = none.</summary>
    public long Burst { get; private set; }

    /// <summary>All lines by sequence.</summary>
    public IReadOnlyList<LogRecord> Log => _log;

    /// <summary>All executions, oldest first.</summary>
    public IReadOnlyList<ActivityExecution> Executions => _executions;

    /// <summary>An execution by its id, or null.</summary>
    public ActivityExecution? Find(string executionId) => _byId.TryGetValue(executionId, out var index) ? _executions[index] : null;

    /// <summary>Executions of one node, oldest first.</summary>
    public IEnumerable<ActivityExecution> Of(string nodeId) => _executions.Where(execution => execution.ActivityNodeId == nodeId);

    /// <summary>From the outermost execution down to this one.</summary>
    public IReadOnlyList<ActivityExecution> CallStack(string executionId)
    {
        var stack = new List<ActivityExecution>();
        for (var at = Find(executionId); at is not null; at = at.SchedulingActivityExecutionId is { } cause ? Find(cause) : null) stack.Add(at);
        stack.Reverse();
        return stack;
    }

    /// <summary>Counts by node id; nodes that never ran are absent.</summary>
    public IEnumerable<ActivityStats> Stats() => _executions.GroupBy(execution => execution.ActivityNodeId, StringComparer.Ordinal).Select(node =>
    {
        var completed = node.Count(execution => execution.CompletedAt is not null);
        var started = node.Count();
        return new ActivityStats(
            node.First().ActivityId, node.Key, started, completed, started - completed, node.Any(execution => execution.HasBookmarks),
            node.Any(execution => execution.Status == ActivityStatus.Faulted), node.Sum(execution => execution.AggregateFaultCount));
    });

    /// <summary>Takes the next burst in.</summary>
    internal void Apply(JournalRow row, JournalPayload payload, WorkflowGraph? graph)
    {
        if (payload.Stimulus is Start { Foreign.ValueKind: JsonValueKind.Object } import)
        {
            ForeignFold.Read(_instanceId, import.Foreign, row.At, Put, Add);
        }
        else
        {
            if (Burst == 0) StartRoot(row, graph);
            foreach (var entry in payload.Entries) Apply(row, entry, graph);
        }

        Burst = row.Sequence;
    }

    private void StartRoot(JournalRow row, WorkflowGraph? graph)
    {
        // The workflow node itself leaves no entries; its execution is always the first of the first burst.
        Put(new ActivityExecution(
            RootId, _instanceId, WorkflowCompiler.WorkflowNodeId, WorkflowCompiler.WorkflowNodeId, "Elsa.Workflow", 1, graph?.Name, Empty, Empty, null, null,
            row.At, HasBookmarks: false, ActivityStatus.Running, 0, null, null, null, null, 0));
        Line(RootId, row.At, "Started", null, Empty, null);
    }

    private void Apply(JournalRow row, JournalEntry entry, WorkflowGraph? graph)
    {
        var node = entry.NodeId is { } nodeId && graph is not null ? graph.Nodes.GetValueOrDefault(nodeId) : null;
        var id = entry.ExecutionId is { } local ? $"{_instanceId}-{local}" : RootId;
        if (entry.Kind == EntryKind.ActivityStarted)
        {
            Start(row, entry, node, id);
            return;
        }

        if (Find(id) is not { } execution) return;
        switch (entry.Kind)
        {
            case EntryKind.ActivityResumed:
                Put(execution with { HasBookmarks = false });
                Line(id, row.At, "Resumed");
                break;
            case EntryKind.ActivitySuspended:
                Put(execution with { HasBookmarks = true });
                Line(id, row.At, "Suspended");
                break;
            case EntryKind.ActivityCompleted:
                var outcomes = Payload("Outcomes", entry.Outcomes ?? ["Done"]);
                Put(execution with
                {
                    Status = ActivityStatus.Completed,
                    HasBookmarks = false,
                    CompletedAt = row.At,
                    Payload = outcomes,
                    Outputs = NodeNames.Outputs(node, entry.Values),
                });
                Line(id, row.At, "Completed", payload: outcomes);
                break;
            case EntryKind.ActivityCanceled:
                Put(execution with { Status = ActivityStatus.Canceled, HasBookmarks = false, CompletedAt = row.At });
                Line(id, row.At, "Canceled");
                break;
            case EntryKind.ActivityFaulted:
                Fault(row, entry, execution);
                break;
            case EntryKind.StatusChanged:
                ChangeStatus(row, entry, execution);
                break;
            case EntryKind.Migrated:
                Move(entry, graph);
                Line(id, row.At, EntryWords.Of(entry)!.Value.EventName, EntryWords.Of(entry)!.Value.Message);
                break;
            default:
                if (EntryWords.Of(entry) is { } words) Line(id, row.At, words.EventName, words.Message, payload: words.Payload);
                break;
        }
    }

    private void Start(JournalRow row, JournalEntry entry, ActivityNode? node, string id)
    {
        var parent = entry.ParentExecutionId is { } parentId ? $"{_instanceId}-{parentId}" : null;
        var cause = entry.ScheduledBy is { } scheduler ? $"{_instanceId}-{scheduler}" : parent;
        var by = cause is null ? null : Find(cause);
        var state = NodeNames.Inputs(node, entry.Values);
        var nodeId = entry.NodeId ?? "";
        Put(new ActivityExecution(
            id, _instanceId, node?.Id ?? nodeId[(nodeId.LastIndexOf(':') + 1)..], nodeId, node?.Type ?? "Elsa.NotFoundActivity", node?.Version ?? 1,
            node?.Name, state, Empty, null, null, row.At, HasBookmarks: false, ActivityStatus.Running, 0, null, parent, by?.Id, by?.ActivityId,
            by is null ? 0 : by.CallStackDepth + 1));
        Line(id, row.At, "Started", state: state);
    }

    private void Fault(JournalRow row, JournalEntry entry, ActivityExecution execution)
    {
        var type = entry.Data.ValueKind == JsonValueKind.Object && entry.Data.TryGetProperty("type", out var own) ? own.GetString() : null;
        var fault = new ExecutionFault(type ?? entry.Name ?? "activity.error", entry.Text ?? "");
        Put(execution with { Status = ActivityStatus.Faulted, HasBookmarks = false, Exception = fault });
        for (var at = Find(execution.Id); at is not null; at = at.ParentId is { } parent ? Find(parent) : null)
        {
            Put(at with { AggregateFaultCount = at.AggregateFaultCount + 1 });
        }

        Line(execution.Id, row.At, "Faulted", fault.Message, payload: Payload("Exception", new { fault.Type, fault.Message }));
    }

    // Executions that go on at an activity of another id are shown there from now on.
    private void Move(JournalEntry entry, WorkflowGraph? graph)
    {
        if (entry.Data.Member("moved") is not { ValueKind: JsonValueKind.Object } all) return;
        foreach (var moved in all.EnumerateObject())
        {
            if (Find($"{_instanceId}-{moved.Name}") is not { } execution || moved.Value.GetString() is not { } nodeId) continue;
            var node = graph?.Nodes.GetValueOrDefault(nodeId);
            Put(execution with { ActivityId = node?.Id ?? execution.ActivityId, ActivityNodeId = nodeId, ActivityName = node?.Name });
        }
    }

    private void ChangeStatus(JournalRow row, JournalEntry entry, ActivityExecution root)
    {
        var (status, name) = row.SubStatus switch
        {
            WorkflowSubStatus.Finished => (ActivityStatus.Completed, "Completed"),
            WorkflowSubStatus.Cancelled => (ActivityStatus.Canceled, "Canceled"),
            WorkflowSubStatus.Faulted => (ActivityStatus.Faulted, null),
            _ => (ActivityStatus.Running, null),
        };
        Put(root with { Status = status, CompletedAt = name is null ? null : row.At });
        if (name is not null) Line(root.Id, row.At, name, entry.Text);
    }

    private void Put(ActivityExecution execution)
    {
        if (_byId.TryGetValue(execution.Id, out var index))
        {
            _executions[index] = execution;
            return;
        }

        _byId.Add(execution.Id, _executions.Count);
        _executions.Add(execution);
    }

    private void Add(LogRecord record) => _log.Add(record with { Id = LineId, Sequence = _log.Count });

    private void Line(
        string executionId, DateTimeOffset at, string eventName, string? message = null,
        IReadOnlyDictionary<string, JsonElement>? state = null, IReadOnlyDictionary<string, JsonElement>? payload = null)
    {
        var of = Find(executionId)!;
        Add(new LogRecord(
            "", of.Id, of.ParentId, of.ActivityId, of.ActivityType, of.ActivityTypeVersion, of.ActivityName, of.ActivityNodeId, at, 0, eventName, message,
            null, state, payload));
    }

    private string RootId => _instanceId + "-1-1";

    private string LineId => string.Create(CultureInfo.InvariantCulture, $"{_instanceId}-l{_log.Count}");

    private static readonly IReadOnlyDictionary<string, JsonElement> Empty = new Dictionary<string, JsonElement>();

    private static Dictionary<string, JsonElement> Payload(string name, object value) => new() { [name] = JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web) };
}
