using System.Collections.Frozen;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Tests.Runtime.Fakes;

/// <summary>
/// A pure core of a page: a start's input <c>do</c> is a list of operations (task, timer, wait, effect, publish, finish), and each wait
/// carries in <c>then</c> what to do when it comes back. A retry asks again for the effect of the first operation, by the key in its incident id. Enough to drive the shell without definitions.
/// </summary>
internal sealed class TinyInterpreter : IInterpreter
{
    /// <summary>Lets a test make an evaluation trip: return the failure to throw, or null.</summary>
    public Func<Stimulus, EvaluationFailure?> Backstop { get; set; } = _ => null;

    /// <summary>Lets a test add rows to a burst.</summary>
    public Func<InstanceState, Stimulus, IEnumerable<Change>> MoreChanges { get; set; } = (_, _) => [];

    public AdvanceResult Advance(WorkflowGraph graph, InstanceState? state, Stimulus stimulus, DateTimeOffset now, Engine.Definitions.WorkflowGraph? source = null)
    {
        if (Backstop(stimulus) is { } failure && stimulus.FailEvaluation is null)
            throw new BackstopTrippedException(failure, new TimeoutException());

        var at = state is not null && state.UpdatedAt > now ? state.UpdatedAt : now;
        var next = state is null ? Create(graph, (Start)stimulus, at) : TinyCodec.Instance.Read(TinyCodec.Instance.Write(state));
        var run = new Run(next, stimulus);
        next.UpdatedAt = at;
        next.DataVersion = stimulus.DataVersion ?? next.DataVersion;
        next.Burst++;
        var refusal = run.Apply();
        if (refusal is not null) return refusal;
        run.TellParent();
        run.Changes.AddRange(MoreChanges(next, stimulus));
        var first = next.Entries;
        next.Entries += run.Entries.Count;
        next.SubStatus = next.Status == WorkflowStatus.Finished ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended;
        var result = JsonSerializer.SerializeToElement(new { burst = next.Burst });
        return new Burst(next, next.Burst, stimulus, at, first, run.Entries, run.Changes, run.Effects, result);
    }

    private static InstanceState Create(WorkflowGraph graph, Start start, DateTimeOffset at) => new()
    {
        InstanceId = start.InstanceId,
        DefinitionId = graph.DefinitionId,
        DefinitionVersionId = graph.DefinitionVersionId,
        DefinitionVersion = graph.Version,
        ContentHash = graph.ContentHash,
        CorrelationId = start.CorrelationId,
        Name = start.Name,
        Parent = start.Parent,
        CreatedAt = at,
        Input = start.Input.ToDictionary(),
    };

    private sealed class Run(InstanceState state, Stimulus stimulus)
    {
        private int _counter;

        public List<JournalEntry> Entries { get; } = [];
        public List<Change> Changes { get; } = [];
        public List<Effect> Effects { get; } = [];

        public Refusal? Apply()
        {
            if (state.Status == WorkflowStatus.Finished) return new Refusal("instance.finished", "It is finished.");
            switch (stimulus)
            {
                case Start start:
                    if (start.Input.TryGetValue("do", out var todo)) Do(todo);
                    return null;
                case TaskCompleted completed:
                    var task = state.Tasks.Find(open => open.Id == completed.TaskId);
                    if (task is null) return new Refusal("task.not-open", $"Task '{completed.TaskId}' is not open.");
                    state.Tasks.Remove(task);
                    Changes.Add(new TaskPut(task with { Status = HumanTaskStatus.Completed, CompletedBy = stimulus.Actor.Id, CompletedAt = state.UpdatedAt }, false));
                    Entries.Add(new JournalEntry(EntryKind.TaskClosed, Name: task.Name));
                    Do(task.Payload);
                    return null;
                case TimerDue timer:
                    return Back(timer.BookmarkId, default);
                case EventReceived received:
                    return Back(received.BookmarkId, received.Payload);
                case EffectSucceeded ok:
                    return Answered(ok.EffectKey, "ok", ok.Result);
                case EffectFailed failed:
                    return Answered(failed.EffectKey, failed.Code, default);
                case Amend amend:
                    foreach (var (name, value) in amend.Variables) state.Output[name] = value;
                    Entries.Add(new JournalEntry(EntryKind.Amended, Values: amend.Variables));
                    return null;
                case Retry retry:
                    var again = state.Input["do"][0];
                    Effects.Add(new Effect(retry.IncidentId, again.GetProperty("name").GetString()!, again.GetProperty("payload"), true));
                    state.PendingEffects.Add(new PendingEffect(retry.IncidentId, "again", again.GetProperty("name").GetString()!, null));
                    return null;
                case Cancel:
                    state.Status = WorkflowStatus.Finished;
                    foreach (var bookmark in state.Bookmarks) Changes.Add(new BookmarkRemoved(bookmark));
                    state.Bookmarks.Clear();
                    return null;
                default:
                    return new Refusal("tiny.unknown", stimulus.GetType().Name);
            }
        }

        public void TellParent()
        {
            if (state.Parent is not { } parent || (stimulus is not Start && state.Status != WorkflowStatus.Finished)) return;
            Effects.Add(new Effect($"{state.InstanceId}/{state.Burst}/report", "child-result", JsonSerializer.SerializeToElement(new
            {
                parentInstanceId = parent.InstanceId,
                effectKey = parent.EffectKey,
                instanceId = state.InstanceId,
                final = state.Status == WorkflowStatus.Finished,
            }), false));
        }

        private Refusal? Back(string bookmarkId, JsonElement payload)
        {
            var bookmark = state.Bookmarks.Find(waiting => waiting.Id == bookmarkId);
            if (bookmark is null) return new Refusal("bookmark.gone", $"Bookmark '{bookmarkId}' is gone.");
            state.Bookmarks.Remove(bookmark);
            Changes.Add(new BookmarkRemoved(bookmark));
            Entries.Add(new JournalEntry(EntryKind.BookmarkRemoved, Name: bookmark.Tag, Data: payload));
            Note(bookmark.Tag ?? bookmark.Name);
            Do(bookmark.Payload);
            return null;
        }

        private Refusal? Answered(string key, string what, JsonElement result)
        {
            var pending = state.PendingEffects.Find(effect => effect.Key == key);
            if (pending is null) return new Refusal("effect.not-pending", key);
            var isRest = result.ValueKind == JsonValueKind.Object && result.TryGetProperty("final", out var final) && !final.GetBoolean();
            if (!isRest) state.PendingEffects.Remove(pending);
            Entries.Add(new JournalEntry(EntryKind.EffectAnswered, Name: pending.Kind, Text: what, Data: result));
            Note($"{pending.Kind}:{what}{(isRest ? ":rest" : "")}");
            if (isRest) return null;
            if (pending.Tag is not null) Do(JsonDocument.Parse(pending.Tag).RootElement);
            return null;
        }

        /// <summary>Keeps in the state what came back, in order.</summary>
        private void Note(string what)
        {
            var list = state.Output.TryGetValue("log", out var log) ? log.Deserialize<List<string>>()! : [];
            list.Add(what);
            state.Output["log"] = JsonSerializer.SerializeToElement(list);
        }

        private void Do(JsonElement operations)
        {
            if (operations.ValueKind != JsonValueKind.Array) return;
            foreach (var operation in operations.EnumerateArray()) Do(operation.GetProperty("op").GetString()!, operation);
        }

        private void Do(string op, JsonElement operation)
        {
            var then = operation.TryGetProperty("then", out var more) ? more : default;
            var name = operation.TryGetProperty("name", out var given) ? given.GetString()! : op;
            var n = _counter++;
            switch (op)
            {
                case "task":
                    var task = new HumanTask
                    {
                        Id = $"{state.InstanceId}-{state.Burst}-t{n}",
                        InstanceId = state.InstanceId,
                        ExecutionId = $"{state.Burst}-{n}",
                        NodeId = "Workflow1:root",
                        Name = name,
                        Payload = then,
                        Candidates = ["system"],
                        CreatedAt = state.UpdatedAt,
                    };
                    state.Tasks.Add(task);
                    Changes.Add(new TaskPut(task, true));
                    Entries.Add(new JournalEntry(EntryKind.TaskOpened, Name: name));
                    break;
                case "timer":
                    Wait(n, name, null, state.UpdatedAt + TimeSpan.Parse(operation.GetProperty("in").GetString()!, null), then);
                    break;
                case "wait":
                    Wait(n, name, BookmarkHash.ForEvent(name), null, then);
                    break;
                case "effect":
                    var answered = !operation.TryGetProperty("answered", out var flag) || flag.GetBoolean();
                    var effect = new Effect($"{state.InstanceId}/{state.Burst}-{n}/1", name, operation.TryGetProperty("payload", out var payload) ? payload : operation, answered);
                    Effects.Add(effect);
                    if (answered) state.PendingEffects.Add(new PendingEffect(effect.Key, $"{state.Burst}-{n}", name, then.ValueKind == JsonValueKind.Array ? then.GetRawText() : null));
                    break;
                case "publish":
                    Changes.Add(new EventPublished(
                        $"{state.InstanceId}-{state.Burst}-e{n}", name, operation.TryGetProperty("correlation", out var c) ? c.GetString() : null, default,
                        operation.TryGetProperty("local", out _) ? state.InstanceId : null));
                    break;
                case "finish":
                    state.Status = WorkflowStatus.Finished;
                    state.FinishedAt = state.UpdatedAt;
                    break;
                default:
                    throw new InvalidOperationException($"Unknown operation '{op}'.");
            }
        }

        private void Wait(int n, string tag, string? hash, DateTimeOffset? due, JsonElement then)
        {
            var bookmark = new Bookmark(
                $"{state.InstanceId}-{state.Burst}-b{n}", hash is null ? "Elsa.Delay" : "Elsa.Event", $"{state.Burst}-{n}", "Workflow1:root", hash, then,
                state.CorrelationId, state.UpdatedAt, due, tag);
            state.Bookmarks.Add(bookmark);
            Changes.Add(new BookmarkCreated(bookmark));
            Entries.Add(new JournalEntry(EntryKind.BookmarkCreated, Name: tag));
        }
    }
}

/// <summary>State as reflected JSON; good enough for tests.</summary>
internal sealed class TinyCodec : IStateCodec
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };

    public static TinyCodec Instance { get; } = new();

    public void Write(Utf8JsonWriter json, InstanceState state) => JsonSerializer.Serialize(json, state, Options);

    public InstanceState Read(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<InstanceState>(bytes.Span, Options)!;
}

/// <summary>One empty graph per content hash that is asked for.</summary>
internal sealed class TinyGraphs : IWorkflowGraphs
{
    public ValueTask<WorkflowGraph> GetAsync(string contentHash, CancellationToken cancellationToken = default) =>
        contentHash == "missing" ? throw new KeyNotFoundException("missing") : ValueTask.FromResult(Graph(contentHash));

    private static WorkflowGraph Graph(string hash)
    {
        var root = new ActivityNode
        {
            Id = "Workflow1",
            NodeId = "Workflow1",
            Name = null,
            Type = "Elsa.Workflow",
            Version = 1,
            Parent = null,
            Activity = new Nothing(),
            Json = default,
        };
        return new WorkflowGraph
        {
            ContentHash = hash,
            DefinitionId = "tiny",
            DefinitionVersionId = "tiny-1",
            Version = 1,
            Name = "Tiny",
            Root = root,
            Nodes = new Dictionary<string, ActivityNode> { [root.NodeId] = root }.ToFrozenDictionary(),
            Inputs = [],
            Outputs = [],
            IncidentStrategy = IncidentStrategy.Fault,
            IsLifecycle = false,
        };
    }

    private sealed class Nothing : Activity
    {
        public override void Execute(IActivityExecution x) => x.Complete();
    }
}
