using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.History.Archives;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Children;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Membership;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Runtime.Timers;
using GridGov.Workflow.Engine.Runtime.Triggers;
using GridGov.Workflow.Engine.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GridGov.Workflow.Engine.Tests.Runtime.Fakes;

/// <summary>The shell put together by hand around the tiny core: no host, no Orleans, a fake clock.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2025, 3, 3, 12, 0, 0, TimeSpan.Zero);

    public TestEngine(TestDb? db = null, CommitOptions? commits = null)
    {
        Db = db ?? new TestDb();
        Clock = new FakeClock(Time);
        Pipeline = new CommitPipeline(Db, Time, commits ?? new CommitOptions(), NullLogger<CommitPipeline>.Instance);
        Node = new NodeIdentity("node-1");
        Queue = new OutboxQueue(OutboxOptions, Node, Time);
        var forms = new TaskForms(Db);
        Services = new InstanceServices(
            Core, TinyCodec.Instance, new TinyGraphs(), Db, Pipeline, new BurstRowsBuilder(TinyCodec.Instance, Queue, forms), Signals, forms, Scripts, Clock,
            References, NullLogger<InstanceProcessor>.Instance);
        Instances = new LocalInstances(Services);
        Timers = new TimerService(Db, Instances, Signals, Clock, Time, new TimerOptions { Batch = 50 }, NullLogger<TimerService>.Instance);
        OutboxStore = new OutboxStore(Db, Pipeline, Queue, new OnlyNode(Node), OutboxOptions, Time);
        Outbox = new OutboxDispatcher(
            OutboxStore, Queue, Instances,
            [Handler, new StartChildHandler(Instances, Published, Db, TinyCodec.Instance, Clock), new ChildResultHandler(Instances, Clock)],
            Signals, OutboxOptions, Clock, Time, new HalfRandom(), NullLogger<OutboxDispatcher>.Instance);
        EventStore = new EventStore(Db, Pipeline, EventOptions, Time);
        Starter = new TriggerStarter(Db, Instances, Pipeline, Clock, NullLogger<TriggerStarter>.Instance);
        Matcher = new EventMatcher(EventStore, Instances, Starter, Signals, EventOptions, NullLogger<EventMatcher>.Instance);
        Triggers = new TriggerIndex(Db, Pipeline, Clock);
        Runtime = new WorkflowRuntime(Instances, EventStore, Matcher, Db, TinyCodec.Instance);
        Anchors = new AuditAnchors(Db, Pipeline, Db.Folder, Time);
        Verifier = new JournalVerifier(Db, Anchors, new ArchiveFolder(Path.Combine(Db.Folder, "archive")));
        Replayer = new Replayer(Db, Verifier, Core, TinyCodec.Instance, new TinyGraphs());
    }

    public TestDb Db { get; }
    public FakeTimeProvider Time { get; } = new(Noon);
    public FakeClock Clock { get; }
    public TinyInterpreter Core { get; } = new();
    public CommitPipeline Pipeline { get; }
    public CommitSignals Signals { get; } = new();
    public ScriptPool Scripts { get; } = new(1);
    public NodeIdentity Node { get; }
    public FakeReferences References { get; } = new();
    public OutboxOptions OutboxOptions { get; } = new();
    public OutboxQueue Queue { get; }
    public InstanceServices Services { get; }
    public LocalInstances Instances { get; }
    public TimerService Timers { get; }
    public RecordingHandler Handler { get; } = new("mail");
    public FakePublished Published { get; } = new();
    public OutboxStore OutboxStore { get; }
    public OutboxDispatcher Outbox { get; }
    public EventOptions EventOptions { get; } = new();
    public EventStore EventStore { get; }
    public TriggerStarter Starter { get; }
    public EventMatcher Matcher { get; }
    public TriggerIndex Triggers { get; }
    public WorkflowRuntime Runtime { get; }
    public AuditAnchors Anchors { get; }
    public JournalVerifier Verifier { get; }
    public Replayer Replayer { get; }

    public Task<StimulusReply> StartAsync(string instanceId, string operations, string? correlationId = null, string? stimulusId = null) =>
        Instances.DeliverAsync(instanceId, "content-1", new Start
        {
            Id = stimulusId ?? $"start/{instanceId}",
            InstanceId = instanceId,
            CorrelationId = correlationId,
            Actor = new Actor("p-1001"),
            At = Clock.Now,
            Input = new Dictionary<string, JsonElement> { ["do"] = JsonDocument.Parse(operations).RootElement },
        });

    public Task<StimulusReply> CompleteAsync(string instanceId, string taskId, string? stimulusId = null, string? body = null) =>
        Instances.DeliverAsync(instanceId, null, new TaskCompleted(taskId, null, default, null)
        {
            Id = stimulusId ?? $"complete/{taskId}",
            Actor = new Actor("p-1002"),
            At = Clock.Now,
            BodyHash = body,
        });

    public Task PublishAsync(string id, string name, string? correlationId = null, string? instanceId = null, string? payload = null) =>
        Runtime.PublishAsync(new PublishedEvent(
            id, name, correlationId, instanceId, payload is null ? default : JsonDocument.Parse(payload).RootElement, new Actor("p-9"), Clock.Now));

    public async Task<InstanceState> StateAsync(string instanceId) =>
        (await InstanceStore.LoadAsync(Db, TinyCodec.Instance, instanceId))!.State;

    public async Task<List<string>> LogAsync(string instanceId) =>
        (await StateAsync(instanceId)).Output.TryGetValue("log", out var log) ? log.Deserialize<List<string>>()! : [];

    public async ValueTask DisposeAsync()
    {
        await Pipeline.DisposeAsync();
        Anchors.Dispose();
        Scripts.Dispose();
        Db.Dispose();
    }
}

internal sealed class FakeClock(TimeProvider time) : IBusinessClock
{
    public TimeSpan Ahead { get; set; }
    public DateTimeOffset Now => time.GetUtcNow() + Ahead;
}

/// <summary>Answers as told and keeps what it was given.</summary>
internal sealed class RecordingHandler(string kind) : IEffectHandler
{
    public string Kind => kind;
    public List<EffectDelivery> Deliveries { get; } = [];
    public Func<EffectDelivery, Task<JsonElement>> Answer { get; set; } = _ => Task.FromResult(JsonSerializer.SerializeToElement("sent"));

    public Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken)
    {
        lock (Deliveries) Deliveries.Add(delivery);
        return Answer(delivery);
    }
}

internal sealed class FakePublished : IPublishedDefinitions
{
    public Dictionary<string, string> Hashes { get; } = [];

    public ValueTask<string?> FindContentHashAsync(string definitionId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Hashes.GetValueOrDefault(definitionId));
}

internal sealed class HalfRandom : IRandomSource
{
    public double NextDouble() => 0.5;
}
