using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>Clients under load, and a Host that is killed and started again.</summary>
internal sealed class CrashRun(CrashWorld world, HostProcess host, int seed, int kills)
{
    private const int Clients = 8;
    private const int SharedLoops = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private readonly Random _random = new(seed);
    private readonly Stopwatch _clock = new();
    private readonly List<string> _killed = [];
    private readonly List<CrashClient> _clients = [.. Enumerable.Range(1, Clients).Select(number => new CrashClient(number, seed, world))];

    /// <summary>When the Host was killed, and in which phase.</summary>
    public IReadOnlyList<string> Killed => _killed;

    public async Task RunAsync(CancellationToken stop)
    {
        world.HostIsUp();
        var referee = new CrashClient(0, seed, world);
        for (var i = 0; i < SharedLoops; i++) await referee.SendAsync(world.StartLoop(referee.NewKey()), stop);
        foreach (var id in world.Loops.Keys) world.Shared.Enqueue(id);

        _clock.Start();
        var clients = _clients.ConvertAll(client => Task.Run(() => client.RunAsync(stop), stop));
        while (_killed.Count < kills) await KillAsync(clients, stop);
        world.IsOver = true;
        await Task.WhenAll(clients);
        await new CrashEnd(world).EveryoneMovesAsync(referee, stop);
    }

    private async Task KillAsync(List<Task> clients, CancellationToken stop)
    {
        await AnswersAsync(_random.Next(1, 80), clients, stop);
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 25)), stop);
        world.HostGoesDown();
        Kill("under load");
        host.Relaunch();
        if (_killed.Count < kills && _random.Next(4) == 0)
        {
            // A second death while it comes back.
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(200, 1800)), stop);
            Kill("while starting");
            host.Relaunch();
        }

        await host.WaitUntilReadyAsync();
        world.HostIsUp();
    }

    private void Kill(string phase)
    {
        _killed.Add(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds:0.000} s {phase} after {world.Ledger.Answers} answers"));
        host.Kill();
    }

    private async Task AnswersAsync(int more, List<Task> clients, CancellationToken stop)
    {
        var target = world.Ledger.Answers + more;
        await Eventually.GetAsync(async () =>
        {
            if (clients.Find(client => client.IsFaulted) is { } broken) await broken;
            await Task.Delay(Look, stop);
            return world.Ledger.Answers >= target ? world : null;
        }, () => Task.FromResult($"{world.Ledger.Answers} answers of {target}; {world.Ledger.Summary}; {string.Join("; ", _clients.Select(client => client.Doing))}"), stop);
    }
}
