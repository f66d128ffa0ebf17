using System.Globalization;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>Nodes are killed, or stopped and woken, at random moments.</summary>
internal sealed class NodeFaults(ClusterFixture cluster, int seed, int faults)
{
    private const int PercentPauses = 30;
    private readonly Random _random = new(seed);
    private readonly Dictionary<HostProcess, Task> _coming = [];

    public async Task HappenAsync(ClusterRun run, CancellationToken stop)
    {
        for (var i = 0; i < faults; i++)
        {
            await run.AnswersAsync(_random.Next(1, 40), stop);
            Hurt(await FindVictimAsync(run, stop), run, stop);
        }

        await Task.WhenAll(_coming.Values);
    }

    /// <summary>A node that is up, while at least one other is: a cluster that is wholly down proves nothing here.</summary>
    private async Task<HostProcess> FindVictimAsync(ClusterRun run, CancellationToken stop) => await Eventually.GetAsync(
        async () =>
        {
            await run.ClientsAreWellAsync();
            foreach (var node in cluster.Nodes.Where(node => node.HasExited && IsSettled(node))) Revive(node);
            var up = cluster.Nodes.Where(IsSettled).ToList();
            return up.Count >= 2 ? up[_random.Next(up.Count)] : null;
        }, () => Task.FromResult(string.Join('\n', run.Schedule)), stop);

    private void Hurt(HostProcess node, ClusterRun run, CancellationToken stop)
    {
        if (_random.Next(100) >= PercentPauses)
        {
            run.Note("killed", node);
            node.Kill();
            Revive(node);
            return;
        }

        // Some wake before anybody missed them, some after they were declared dead.
        var sleep = TimeSpan.FromMilliseconds(_random.Next(200, 12_000));
        run.Note(string.Create(CultureInfo.InvariantCulture, $"stopped for {sleep.TotalSeconds:0.0} s"), node);
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
}
