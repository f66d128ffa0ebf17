using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Tests.Execution;

/// <summary>
/// A world around the pure core, in memory and in order: stores instances, matches events to waits, fires timers by virtual
/// time, starts children. Stimulus ids are counted, so that equal runs record equal stimuli.
/// </summary>
internal sealed class InMemoryShell
{
    private readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly Queue<Action> _work = new();
    private readonly ISubject? _subject;
    private int _stimuli;

    public InMemoryShell(ISubject? subject = null, params IEnumerable<Activity> extraActivities)
    {
        _subject = subject;
        Registry = new ActivityRegistry([.. StandardActivities.Create(), .. extraActivities]);
        Compiler = new WorkflowCompiler(Registry, TestExpressions.Compiler(), TestExpressions.Converter);
        Core = new Interpreter(TestExpressions.Converter, subject);
        Codec = new StateCodec(subject);
    }

    public static DateTimeOffset Epoch { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(8));

    public ActivityRegistry Registry { get; }
    public WorkflowCompiler Compiler { get; }
    public Interpreter Core { get; }
    public StateCodec Codec { get; }
    public TestDefinitions Definitions { get; } = new();
    public DateTimeOffset Now { get; set; } = Epoch;

    /// <summary>Write and read the state after every burst, as a restart would.</summary>
    public bool RestartsAfterEveryBurst { get; init; }

    /// <summary>Texts of WriteLine in order, over all instances.</summary>
    public List<string?> Lines { get; } = [];

    /// <summary>Effects that no test double handles, for the test to answer.</summary>
    public List<(string InstanceId, Effect Effect)> Outbox { get; } = [];

    public List<HumanTask> TasksOpened { get; } = [];
    public IReadOnlyCollection<string> InstanceIds => _instances.Keys;

    public InstanceState State(string instanceId) => _instances[instanceId].State!;

    public WorkflowGraph Graph(string instanceId) => _instances[instanceId].Graph;

    public List<Burst> Bursts(string instanceId) => _instances[instanceId].Bursts;

    public IEnumerable<JournalEntry> Entries(string instanceId) => Bursts(instanceId).SelectMany(burst => burst.Entries);

    public string Publish(string json) => Definitions.Publish(json).Document.GetProperty("definitionId").GetString()!;

    /// <summary>Starts an instance and runs everything that follows from it.</summary>
    public string Start(
        string definitionId, IReadOnlyDictionary<string, JsonElement>? input = null, string? correlationId = null,
        FlowchartMode mode = FlowchartMode.CounterBased, string? trigger = null, JsonElement payload = default)
    {
        var id = $"i{_instances.Count + 1}";
        var refusal = StartNow(definitionId, new Start
        {
            Id = NextId(),
            InstanceId = id,
            Actor = new Actor("p-1"),
            At = Now,
            Input = input ?? new Dictionary<string, JsonElement>(),
            CorrelationId = correlationId,
            FlowchartMode = mode,
            TriggerActivityId = trigger,
            TriggerPayload = payload,
        });
        if (refusal is not null) throw new InvalidOperationException(refusal.Message);
        Run();
        return id;
    }

    /// <summary>Delivers a stimulus and runs everything that follows from it.</summary>
    public AdvanceResult Deliver(string instanceId, Stimulus stimulus)
    {
        var result = Advance(_instances[instanceId], stimulus);
        Run();
        return result;
    }

    public AdvanceResult Deliver(string instanceId, Func<string, Stimulus> stimulus) => Deliver(instanceId, stimulus(NextId()));

    /// <summary>Publishes an event from outside to all instances that wait, or to those of a correlation id.</summary>
    public void PublishEvent(string name, JsonElement payload = default, string? correlationId = null)
    {
        Match(new EventPublished(NextId(), name, correlationId, payload, null));
        Run();
    }

    public AdvanceResult CompleteTask(string instanceId, string name, JsonElement data = default, string? outcome = null)
    {
        var task = State(instanceId).Tasks.First(task => task.Name == name);
        return Deliver(instanceId, id => new TaskCompleted(task.Id, outcome, data, null) { Id = id, Actor = new Actor("host"), At = Now });
    }

    /// <summary>Lets the next timer of an instance come due, at its due time.</summary>
    public AdvanceResult FireTimer(string instanceId, Func<Bookmark, bool>? which = null)
    {
        var timer = State(instanceId).Bookmarks.Where(bookmark => bookmark.DueAt is not null && (which is null || which(bookmark))).MinBy(bookmark => bookmark.DueAt)!;
        if (Now < timer.DueAt!.Value) Now = timer.DueAt.Value;
        return Deliver(instanceId, id => new TimerDue(timer.Id, Now) { Id = id, Actor = Actor.Engine, At = timer.DueAt.Value });
    }

    /// <summary>Type names of the activities that wait, one per wait, sorted.</summary>
    public List<string> Waiting(string instanceId)
    {
        var (state, graph) = (State(instanceId), Graph(instanceId));
        if (state.Status == WorkflowStatus.Finished) return [];
        return
        [
            .. state.Bookmarks.Select(bookmark => bookmark.Name)
                .Concat(state.Tasks.Select(task => graph.Node(task.NodeId).Type))
                .Concat(state.PendingEffects.Select(effect => graph.Node(state.Contexts.First(context => context.Id == effect.ExecutionId).NodeId).Type))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Compiles another version, and moves the instance there when the core allows it.</summary>
    public AdvanceResult Migrate(string instanceId, string json, IReadOnlyDictionary<string, string>? mapping = null)
    {
        var target = Compiler.Compile(Definitions.Publish(json)).Graph!;
        return Deliver(instanceId, id => new Migrate(target.DefinitionVersionId, target.ContentHash, "why") { Id = id, Actor = new Actor("admin"), At = Now, Mapping = mapping }, target);
    }

    private AdvanceResult Deliver(string instanceId, Func<string, Migrate> stimulus, WorkflowGraph target)
    {
        var result = Advance(_instances[instanceId], stimulus(NextId()), target);
        Run();
        return result;
    }

    /// <summary>Runs the recorded stimuli of an instance through a fresh state.</summary>
    public List<Burst> Replay(string instanceId)
    {
        InstanceState? state = null;
        var replayed = new List<Burst>();
        WorkflowGraph? source = null;
        foreach (var recorded in Bursts(instanceId))
        {
            var graph = _instances[instanceId].Graphs[recorded.State.ContentHash];
            var result = Core.Advance(graph, state, recorded.Stimulus, recorded.At, source);
            source = graph;
            replayed.Add(result.Burst ?? throw new InvalidOperationException(result.Refusal!.Message));
            state = result.Burst.State;
        }

        return replayed;
    }

    private Refusal? StartNow(string definitionId, Start start)
    {
        var content = Definitions.Find(definitionId);
        if (content is null) return new Refusal("definition.not-found", definitionId);
        var graph = Compiler.Compile(content).Graph ?? throw new InvalidOperationException($"Definition {definitionId} makes no graph.");
        var instance = new Instance(graph);
        _instances.Add(start.InstanceId, instance);
        return Advance(instance, start).Refusal;
    }

    private AdvanceResult Advance(Instance instance, Stimulus stimulus, WorkflowGraph? target = null)
    {
        var result = Core.Advance(target ?? instance.Graph, instance.State, stimulus, Now, instance.Graph);
        if (result.Burst is not { } burst) return result;
        instance.Graph = target ?? instance.Graph;
        instance.Graphs[instance.Graph.ContentHash] = instance.Graph;
        instance.State = RestartsAfterEveryBurst ? Codec.Read(Codec.Write(burst.State)) : burst.State;
        instance.Bursts.Add(burst);
        foreach (var entry in burst.Entries)
        {
            if (entry.Kind == EntryKind.LineWritten) Lines.Add(entry.Text);
        }

        foreach (var change in burst.Changes)
        {
            if (change is EventPublished published) _work.Enqueue(() => Match(published));
            if (change is TaskPut { Created: true } put) TasksOpened.Add(put.Task);
        }

        foreach (var effect in burst.Effects) _work.Enqueue(() => Handle(burst.State.InstanceId, effect));
        return result;
    }

    private void Run()
    {
        while (_work.TryDequeue(out var next)) next();
    }

    private void Match(EventPublished published)
    {
        var hash = BookmarkHash.ForEvent(published.Name);
        foreach (var (id, instance) in _instances.ToList())
        {
            if (published.LocalInstanceId is not null && published.LocalInstanceId != id) continue;
            if (instance.State is not { Status: WorkflowStatus.Running } state) continue;
            foreach (var bookmark in state.Bookmarks.Where(bookmark => bookmark.Hash == hash).ToList())
            {
                if (published.CorrelationId is not null && published.CorrelationId != bookmark.CorrelationId) continue;
                Advance(instance, new EventReceived(bookmark.Id, published.Id, published.Name, published.Payload) { Id = NextId(), Actor = Actor.Engine, At = Now });
            }
        }
    }

    private void Handle(string instanceId, Effect effect)
    {
        switch (effect.Kind)
        {
            case "start-child":
                StartChild(instanceId, effect);
                break;
            case "child-result" when _instances.TryGetValue(effect.Payload.Text("parentInstanceId")!, out var parent):
                Advance(parent, new EffectSucceeded(effect.Payload.Text("effectKey")!, effect.Payload) { Id = NextId(), Actor = Actor.Engine, At = Now });
                break;
            default:
                Outbox.Add((instanceId, effect));
                break;
        }
    }

    private void StartChild(string parentId, Effect effect)
    {
        var payload = effect.Payload;
        var refusal = StartNow(payload.Text("definitionId")!, new Start
        {
            Id = effect.Key,
            InstanceId = $"i{_instances.Count + 1}",
            Actor = Actor.Engine,
            At = Now,
            CorrelationId = payload.Text("correlationId"),
            Input = payload.GetProperty("input").EnumerateObject().ToDictionary(member => member.Name, member => member.Value),
            Parent = effect.Answered ? new ParentLink(parentId, effect.Key, payload.GetProperty("waitForCompletion").GetBoolean()) : null,
        });
        if (refusal is not null && effect.Answered)
        {
            Advance(_instances[parentId], new EffectFailed(effect.Key, refusal.Code, refusal.Message, 1, default) { Id = NextId(), Actor = Actor.Engine, At = Now });
        }
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"s{++_stimuli}");

    private sealed class Instance(WorkflowGraph graph)
    {
        public WorkflowGraph Graph { get; set; } = graph;
        public InstanceState? State { get; set; }
        public Dictionary<string, WorkflowGraph> Graphs { get; } = [];
        public List<Burst> Bursts { get; } = [];
    }
}
