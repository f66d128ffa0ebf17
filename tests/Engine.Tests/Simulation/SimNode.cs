using System.Net;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Children;
using GridGov.Workflow.Engine.Runtime.Cluster;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Events;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Membership;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Runtime.Timers;
using GridGov.Workflow.Engine.Runtime.Triggers;
using GridGov.Workflow.Engine.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>
/// One Host of the cluster, put together from the product's classes as <c>WorkflowEngineServices</c> does it: processors, commit pipeline
/// (its queue, groups, writer and session, without its threads), timers, outbox, events, triggers, take-over from lost nodes, and their
/// loops. Not the product's: Orleans (<see cref="SimCluster"/>), Quartz, the network, threads.
/// </summary>
internal sealed class SimNode : ILocalSiloDetails
{
    private readonly Func<Task> _write;
    private readonly SweepJob _sweep;
    private readonly LostNodes _lostNodes;

    public SimNode(SimWorld world, SiloAddress address)
    {
        (SiloAddress, Name) = (address, $"node-{address.Endpoint.Port}.{address.Generation}");
        Lane = world.Loop.AddLane(Name);
        Clock = new SimTime.NodeClock(world.Time);
        Members = new SimCluster.Membership(world.Cluster.Snapshot);
        Identity = NodeIdentity.Of(address);
        var (db, core) = (world.Db.At(Lane), SimCore.Instance);
        var business = new SystemBusinessClock(Clock);
        Pipeline = new CommitPipeline(db, Clock, new CommitOptions { Writers = 0, MaxGroup = 1 + world.Loop.Dice.Next(4) }, NullLogger<CommitPipeline>.Instance);
        var writer = new CommitWriter(db, Clock, NullLogger.Instance);
        _write = () => Pipeline.WriteWaitingAsync(writer, []);
        var signals = new CommitSignals();
        var outboxOptions = new OutboxOptions
        {
            Concurrency = 2,
            Capacity = 3,
            MaxAttempts = 3,
            MaxDelay = TimeSpan.FromSeconds(8),
            AttemptTimeout = TimeSpan.FromSeconds(5),
            Lease = TimeSpan.FromSeconds(20),
        };
        var queue = new OutboxQueue(outboxOptions, Identity, Clock);
        var forms = new TaskForms(db);
        Local = new LocalInstances(
            new InstanceServices(
                core.Interpreter, core.Codec, core, db, Pipeline, new BurstRowsBuilder(core.Codec, queue, forms), signals, forms, world.NoScripts,
                business, new NoReferenceData(), NullLogger<InstanceProcessor>.Instance),
            maxResident: 3 + world.Loop.Dice.Next(6));
        var instances = new GrainInstances(
            instanceId => world.Cluster.ReferenceFor(this, instanceId), new ResidentInstances(), new ClusterNodeOptions(), Clock, NullLogger<GrainInstances>.Instance);
        Timers = new TimerService(
            db, instances, signals, business, Clock, new TimerOptions { Batch = 10, Concurrency = 2 }, NullLogger<TimerService>.Instance);
        var store = new OutboxStore(db, Pipeline, queue, world.Cluster, outboxOptions, Clock);
        Outbox = new OutboxDispatcher(
            store, queue, instances,
            [world.Department.At(Clock), new StartChildHandler(instances, core, db, core.Codec, business), new ChildResultHandler(instances, business)],
            signals, outboxOptions, business, Clock, new Jitter(world.Loop), NullLogger<OutboxDispatcher>.Instance);
        var eventOptions = new EventOptions { Concurrency = 1, Batch = 10 };
        var events = new EventStore(db, Pipeline, eventOptions, Clock);
        Starter = new TriggerStarter(db, instances, Pipeline, business, NullLogger<TriggerStarter>.Instance);
        Matcher = new EventMatcher(events, instances, Starter, signals, eventOptions, NullLogger<EventMatcher>.Instance);
        var alarm = new TriggerAlarm(Starter, new TriggerIndex(db, Pipeline, business), business, Clock, NullLogger<TriggerAlarm>.Instance);
        Runtime = new WorkflowRuntime(instances, events, Matcher, db, core.Codec);
        _sweep = new SweepJob(Timers, Outbox, Matcher, alarm);
        _lostNodes = new LostNodes(
            Members, this, store, Outbox, Timers, Matcher, alarm, new Lazy<IEnumerable<INodeLossObserver>>([]), Clock, NullLogger<LostNodes>.Instance);
        Control = new OutboxControl(db, store, Outbox);
    }

    public string Name { get; }
    public SiloAddress SiloAddress { get; }
    public string ClusterId => "sim";
    public string DnsHostName => "sim";
    public SiloAddress GatewayAddress => SiloAddress;

    public Lane Lane { get; }
    public SimTime.NodeClock Clock { get; }
    public NodeIdentity Identity { get; }
    public SimCluster.Membership Members { get; }
    public CommitPipeline Pipeline { get; }
    public LocalInstances Local { get; }
    public TimerService Timers { get; }
    public OutboxDispatcher Outbox { get; }
    public EventMatcher Matcher { get; }
    public TriggerStarter Starter { get; }
    public WorkflowRuntime Runtime { get; }
    public OutboxControl Control { get; }

    /// <summary>True when the writer could write a group now.</summary>
    public bool MayWrite => Pipeline.Waiting > 0 && Lane is { IsStalled: false, IsDead: false };

    public static SiloAddress Address(int place, int generation) => SiloAddress.New(IPAddress.Loopback, place, generation);

    /// <summary>What <c>EngineLoops</c> runs.</summary>
    public void Start()
    {
        Lane.Start(() => Timers.RunLoopAsync(CancellationToken.None));
        Lane.Start(() => Outbox.DeliverLoopAsync(CancellationToken.None));
        Lane.Start(() => Outbox.ClaimLoopAsync(CancellationToken.None));
        Lane.Start(() => Matcher.MatchLoopAsync(CancellationToken.None));
        Lane.Start(() => _lostNodes.WatchLoopAsync(CancellationToken.None));
    }

    /// <summary>The writer's thread takes a group: one step, because SQLite has one writer and no half transactions.</summary>
    public void Write()
    {
        var writing = _write();
        if (!writing.IsCompletedSuccessfully) throw new InvalidOperationException("A group was not written in one go.", writing.Exception);
    }

    /// <summary>The node that Quartz chose sweeps; and its alarm rings.</summary>
    public void Sweep() => Lane.Start(async () =>
    {
        try
        {
            await _sweep.Execute(null!, CancellationToken.None);
            await Starter.StartDueAsync();
        }
        catch (Exception)
        {
            // Quartz logs it; the next sweep comes.
        }
    });

    private sealed class Jitter(SeededLoop loop) : IRandomSource
    {
        public double NextDouble() => loop.Dice.NextDouble();
    }
}
