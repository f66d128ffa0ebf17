using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Host.Tests.Crash;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>Clients under load on all nodes, while something is done to the nodes.</summary>
internal sealed class ClusterRun(ClusterFixture cluster, CrashWorld world, int seed)
{
    private const int Clients = 8;
    private const int SharedLoops = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private readonly Stopwatch _clock = new();
    private readonly List<string> _schedule = [];
    private List<Task> _clients = [];

    /// <summary>What was done to which node, and when.</summary>
    public IReadOnlyList<string> Schedule => _schedule;

    /// <param name="disturbAsync">What is done to the nodes; all of them come up again after it.</param>
    public async Task RunAsync(Func<ClusterRun, Task> disturbAsync, CancellationToken stop)
    {
        world.HostIsUp();
        var referee = new CrashClient(0, seed, world);
        for (var i = 0; i < SharedLoops; i++) await referee.SendAsync(world.StartLoop(referee.NewKey()), stop);
        foreach (var id in world.Loops.Keys) world.Shared.Enqueue(id);

        _clock.Start();
        _clients = [.. Enumerable.Range(1, Clients).Select(number => Task.Run(() => new CrashClient(number, seed, world).RunAsync(stop), stop))];
        await disturbAsync(this);
        world.IsOver = true;
        await Task.WhenAll(_clients);
        await cluster.AllUpAsync();
        await new CrashEnd(world).EveryoneMovesAsync(referee, stop);
    }

    public void Note(string what, HostProcess node) => _schedule.Add(string.Create(CultureInfo.InvariantCulture,
        $"{_clock.Elapsed.TotalSeconds:0.000} s node {cluster.Nodes.ToList().IndexOf(node)} {what} after {world.Ledger.Answers} answers"));

    /// <summary>Waits for more answers.</summary>
    public async Task AnswersAsync(int more, CancellationToken stop)
    {
        var target = world.Ledger.Answers + more;
        await Eventually.GetAsync(async () =>
        {
            await ClientsAreWellAsync();
            await Task.Delay(Look, stop);
            return world.Ledger.Answers >= target ? world : null;
        }, () => Task.FromResult($"{world.Ledger.Answers} answers of {target}; {world.Ledger.Summary}"), stop);
    }

    /// <summary>Throws the fault of a client that has one.</summary>
    public async Task ClientsAreWellAsync()
    {
        if (_clients.Find(client => client.IsFaulted) is { } broken) await broken;
    }
}
