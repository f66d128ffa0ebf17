using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Outbox;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
        Services = new InstanceServices(
            Core, TinyCodec.Instance, new TinyGraphs(), Db, Pipeline, new BurstRowsBuilder(TinyCodec.Instance, Queue), Signals, Scripts, Clock,
            NullLogger<InstanceProcessor>.Instance);
        Instances = new LocalInstances(Services);
    }

    public TestDb Db { get; }
    public FakeTimeProvider Time { get; } = new(Noon);
    public FakeClock Clock { get; }
    public TinyInterpreter Core { get; } = new();
    public CommitPipeline Pipeline { get; }
    public CommitSignals Signals { get; } = new();
    public ScriptPool Scripts { get; } = new(1);
    public NodeIdentity Node { get; }
    public OutboxOptions OutboxOptions { get; } = new();
    public OutboxQueue Queue { get; }
    public InstanceServices Services { get; }
    public LocalInstances Instances { get; }

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

    public async Task<InstanceState> StateAsync(string instanceId) =>
        (await InstanceStore.LoadAsync(Db, TinyCodec.Instance, instanceId))!.State;

    public async Task<List<string>> LogAsync(string instanceId) =>
        (await StateAsync(instanceId)).Output.TryGetValue("log", out var log) ? log.Deserialize<List<string>>()! : [];

    public async ValueTask DisposeAsync()
    {
        await Pipeline.DisposeAsync();
        Scripts.Dispose();
        Db.Dispose();
    }
}

internal sealed class FakeClock(TimeProvider time) : IBusinessClock
{
    public TimeSpan Ahead { get; set; }
    public DateTimeOffset Now => time.GetUtcNow() + Ahead;
}
