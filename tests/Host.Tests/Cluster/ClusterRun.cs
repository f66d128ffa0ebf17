using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Host.Tests.Crash;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>Clients under load on all nodes, while nodes are killed, or stopped and woken, at random moments.</summary>
internal sealed class ClusterRun(ClusterFixture cluster, CrashWorld world, int seed, int faults)
{
    private const int Clients = 8;
    private const int SharedLoops = 2;
    private const int PercentPauses = 30;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private readonly Random _random = new(seed);
    private readonly Stopwatch _clock = new();
    private readonly List<string> _schedule = [];
    private readonly Dictionary<HostProcess, Task> _coming = [];

    /// <summary>What was done to which node, and when.</summary>
    public IReadOnlyList<string> Schedule => _schedule;

    public async Task RunAsync(CancellationToken stop)
    {
        world.HostIsUp();
        var referee = new CrashClient(0, seed, world);
        for (var i = 0; i < SharedLoops; i++) await referee.SendAsync(world.StartLoop(referee.NewKey()), stop);
        foreach (var id in world.Loops.Keys) world.Shared.Enqueue(id);

        _clock.Start();
        var clients = Enumerable.Range(1, Clients).Select(number => Task.Run(() => new CrashClient(number, seed, world).RunAsync(stop), stop)).ToList();
        for (var i = 0; i < faults; i++)
        {
            await AnswersAsync(_random.Next(1, 40), clients, stop);
            await HurtAsync(await FindVictimAsync(clients, stop), stop);
        }

        world.IsOver = true;
        await Task.WhenAll(clients);
        await Task.WhenAll(_coming.Values);
        await cluster.AllUpAsync();
        await new CrashEnd(world).EveryoneMovesAsync(referee, stop);
    }

    /// <summary>A node that is up, while at least one other is: a cluster that is wholly down proves nothing here.</summary>
    private async Task<HostProcess> FindVictimAsync(List<Task> clients, CancellationToken stop) => await Eventually.GetAsync(
        async () =>
        {
            if (clients.Find(client => client.IsFaulted) is { } broken) await broken;
            foreach (var node in cluster.Nodes.Where(node => node.HasExited && IsSettled(node))) Revive(node);
            var up = cluster.Nodes.Where(IsSettled).ToList();
            return up.Count >= 2 ? up[_random.Next(up.Count)] : null;
        }, () => Task.FromResult(string.Join('\n', _schedule)), stop);

    private async Task HurtAsync(HostProcess node, CancellationToken stop)
    {
        if (_random.Next(100) >= PercentPauses)
        {
            Note("killed", node);
            node.Kill();
            Revive(node);
            return;
        }

        // Some wake before anybody missed them, some after they were declared dead.
        var sleep = TimeSpan.FromMilliseconds(_random.Next(200, 12_000));
        Note(string.Create(CultureInfo.InvariantCulture, $"stopped for {sleep.TotalSeconds:0.0} s"), node);
        node.Pause();
        _coming[node] = WakeAsync(node, sleep, stop);
    }

    private static async Task WakeAsync(HostProcess node, TimeSpan sleep, CancellationToken stop)
    {
        await Task.Delay(sleep, stop);
        node.Continue();
    }

    private bool IsSettled(HostProcess node) => !_coming.TryGetValue(node, out var coming) || coming.IsCompletedSuccessfully;

    private void Revive(HostProcess node)
    {
        node.Relaunch();
        _coming[node] = node.WaitUntilReadyAsync();
    }

    private void Note(string what, HostProcess node) => _schedule.Add(string.Create(CultureInfo.InvariantCulture,
        $"{_clock.Elapsed.TotalSeconds:0.000} s node {cluster.Nodes.ToList().IndexOf(node)} {what} after {world.Ledger.Answers} answers"));

    private async Task AnswersAsync(int more, List<Task> clients, CancellationToken stop)
    {
        var target = world.Ledger.Answers + more;
        await Eventually.GetAsync(async () =>
        {
            if (clients.Find(client => client.IsFaulted) is { } broken) await broken;
            await Task.Delay(Look, stop);
            return world.Ledger.Answers >= target ? world : null;
        }, () => Task.FromResult($"{world.Ledger.Answers} answers of {target}; {world.Ledger.Summary}"), stop);
    }
}
