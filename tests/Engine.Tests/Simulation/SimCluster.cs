using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using GridGov.Workflow.Engine.Runtime.Cluster;
using GridGov.Workflow.Engine.Runtime.Membership;
using Orleans;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>
/// In the place of Orleans: who is a member, and where an instance lives. Like Orleans it may err: a member may have been declared dead
/// while it only stood still, and goes on with what it had; and a message may arrive twice, or at a node where the instance does not live.
/// </summary>
internal sealed class SimCluster(SimWorld world) : INodes
{
    private readonly Dictionary<string, SimNode> _homes = new(StringComparer.Ordinal);
    private readonly Dictionary<SimNode, Dictionary<string, SimNode>> _outdated = [];
    private readonly List<SimNode> _running = [];
    private ImmutableDictionary<SiloAddress, ClusterMember> _members = ImmutableDictionary<SiloAddress, ClusterMember>.Empty;
    private long _version;

    /// <summary>Processes, also those that were declared dead.</summary>
    public IReadOnlyList<SimNode> Running => _running;

    public ClusterMembershipSnapshot Snapshot => new(_members, new MembershipVersion(_version));

    /// <summary>From 0 to 1: how often a message goes astray, or arrives twice.</summary>
    public double Confusion { get; set; }

    public bool IsMember(SimNode node) => _members.TryGetValue(node.SiloAddress, out var member) && member.Status == SiloStatus.Active;

    public List<SimNode> Members() => _running.FindAll(IsMember);

    public async Task<IReadOnlySet<string>> FindLivingAsync()
    {
        await Task.Yield();
        return _members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => NodeIdentityOf(member.SiloAddress)).ToHashSet(StringComparer.Ordinal);
    }

    public void Join(int place, int generation)
    {
        var address = SimNode.Address(place, generation);
        Put(address, SiloStatus.Active);
        var node = new SimNode(world, address);
        _running.Add(node);
        node.Start();
    }

    /// <summary>The others believe that a node is dead. It may live.</summary>
    public void Exclude(SimNode node)
    {
        _outdated[node] = new Dictionary<string, SimNode>(_homes, StringComparer.Ordinal);
        Put(node.SiloAddress, SiloStatus.Dead);
        node.Lane.BreakCalls();
    }

    /// <summary>The process ends; the others have not noticed yet.</summary>
    public void Kill(SimNode node)
    {
        _running.Remove(node);
        world.Loop.Kill(node.Lane);
    }

    public IWorkflowInstance ReferenceFor(SimNode caller, string instanceId)
    {
        var instance = DispatchProxy.Create<IWorkflowInstance, Reference>();
        ((Reference)(object)instance).Call = (method, arguments) => CallAsync(caller, instanceId, method, arguments);
        return instance;
    }

    private static string NodeIdentityOf(SiloAddress address) => Engine.Runtime.NodeIdentity.Of(address).Id;

    private object CallAsync(SimNode caller, string instanceId, string method, object?[] arguments) => method switch
    {
        nameof(IWorkflowInstance.DeliverAsync) => DeliverAsync(caller, instanceId, (InstanceCall)arguments[0]!),
        nameof(IWorkflowInstance.RunDueTimersAsync) => Place(caller, instanceId) is var home
            ? home.Lane.CallAsync(() => home.Local.RunDueTimersAsync(instanceId, (DateTimeOffset)arguments[0]!)) : null!,
        _ => throw new NotSupportedException(method),
    };

    private Task<InstanceAnswer> DeliverAsync(SimNode caller, string instanceId, InstanceCall call)
    {
        if (world.Loop.Chance(Confusion))
        {
            // A duplicate, whose answer nobody hears.
            var twin = world.Loop.Pick(_running);
            world.Note($"{twin.Name} gets '{call.Stimulus.Id}' as well");
            twin.Lane.Start(async () =>
            {
                try
                {
                    await twin.Local.DeliverAsync(instanceId, call.ContentHash, call.Stimulus);
                }
                catch (Exception)
                {
                    // As the original.
                }
            });
        }

        var home = Place(caller, instanceId);
        return home.Lane.CallAsync(async () => new InstanceAnswer(await home.Local.DeliverAsync(instanceId, call.ContentHash, call.Stimulus)));
    }

    private SimNode Place(SimNode caller, string instanceId)
    {
        if (_outdated.TryGetValue(caller, out var believed) && believed.TryGetValue(instanceId, out var old)) return old;
        if (world.Loop.Chance(Confusion)) return world.Loop.Pick(_running);
        if (_homes.TryGetValue(instanceId, out var home) && IsMember(home)) return home;
        var members = Members();
        return _homes[instanceId] = members.Count > 0 ? world.Loop.Pick(members) : caller;
    }

    private void Put(SiloAddress address, SiloStatus status)
    {
        _members = _members.SetItem(address, new ClusterMember(address, status, address.ToString()));
        _version++;
        var snapshot = Snapshot;
        foreach (var node in _running) node.Lane.Post(() => node.Members.Hear(snapshot));
    }

    /// <summary>What a node has heard of the members.</summary>
    internal sealed class Membership(ClusterMembershipSnapshot first) : IClusterMembershipService
    {
        private TaskCompletionSource _changed = new();

        public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } = first;

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => FollowAsync();

        public void Hear(ClusterMembershipSnapshot snapshot)
        {
            if (snapshot.Version <= CurrentSnapshot.Version) return;
            CurrentSnapshot = snapshot;
            var changed = _changed;
            _changed = new TaskCompletionSource();
            changed.SetResult();
        }

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public Task<bool> TryKill(SiloAddress siloAddress) => Task.FromResult(false);

        private async IAsyncEnumerable<ClusterMembershipSnapshot> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var seen = CurrentSnapshot;
                yield return seen;
                while (ReferenceEquals(seen, CurrentSnapshot)) await _changed.Task.WaitAsync(cancellationToken);
            }
        }
    }

#pragma warning disable CA1852 // DispatchProxy makes the heir when it runs.
    internal class Reference : DispatchProxy
    {
        public Func<string, object?[], object> Call { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Call(targetMethod!.Name, args!);
    }
#pragma warning restore CA1852
}
