using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>Clients under load, and a Host that is killed and started again.</summary>
internal sealed class CrashRun(CrashWorld world, int seed, int kills)
{
    private const int Clients = 8;
    private const int SharedLoops = 2;
    private const int MovesAtEnd = 3;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private readonly Random _random = new(seed);
    private readonly Stopwatch _clock = new();
    private readonly List<string> _killed = [];

    /// <summary>When the Host was killed, and in which phase.</summary>
    public IReadOnlyList<string> Killed => _killed;

    public async Task RunAsync(CancellationToken stop)
    {
        world.HostIsUp();
        var referee = new CrashClient(0, seed, world);
        for (var i = 0; i < SharedLoops; i++) await referee.SendAsync(world.StartLoop(referee.NewKey()), stop);
        foreach (var id in world.Loops.Keys) world.Shared.Enqueue(id);

        _clock.Start();
        var clients = Enumerable.Range(1, Clients).Select(number => Task.Run(() => new CrashClient(number, seed, world).RunAsync(stop), stop)).ToList();
        while (_killed.Count < kills) await KillAsync(clients, stop);
        world.IsOver = true;
        await Task.WhenAll(clients);
        await EveryoneMovesAsync(referee, stop);
    }

    private async Task KillAsync(List<Task> clients, CancellationToken stop)
    {
        await AnswersAsync(_random.Next(1, 80), clients, stop);
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 25)), stop);
        world.HostGoesDown();
        Kill("under load");
        world.Host.Relaunch();
        if (_killed.Count < kills && _random.Next(4) == 0)
        {
            // A second death while it comes back.
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(200, 1800)), stop);
            Kill("while starting");
            world.Host.Relaunch();
        }

        await world.Host.WaitUntilReadyAsync();
        world.HostIsUp();
    }

    private void Kill(string phase)
    {
        _killed.Add(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds:0.000} s {phase} after {world.Ledger.Answers} answers"));
        world.Host.Kill();
    }

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

    /// <summary>No instance is stuck: loops go once around with their effect and their timer, cases run to their end.</summary>
    private async Task EveryoneMovesAsync(CrashClient referee, CancellationToken stop)
    {
        foreach (var id in world.Loops.Keys)
        {
            for (var i = 0; i < MovesAtEnd; i++)
            {
                var task = await NextTaskAsync(id, stop);
                await referee.SendAsync(CrashWorld.CompleteLoop(id, task.Id!, referee.NewKey(), hasRivals: false), stop);
            }

            // Its last call and its last timer have come back, too.
            await NextTaskAsync(id, stop);
        }

        foreach (var id in world.Cases.Values)
        {
            while (await NextTaskOrEndAsync(id, stop) is OpenTask task)
                await referee.SendAsync(CrashWorld.CompleteCaseTask(id, task.Id, task.Name, referee.NewKey()), stop);
        }
    }

    private async Task<OpenTask> NextTaskAsync(string instanceId, CancellationToken stop) => await Eventually.GetAsync(
        async () => await world.FindTaskAsync(instanceId) is var (id, name) ? new OpenTask(id, name) : null, () => TellAsync(instanceId), stop);

    private async Task<object> NextTaskOrEndAsync(string instanceId, CancellationToken stop) => await Eventually.GetAsync(
        async () => await world.FindTaskAsync(instanceId) is var (id, name) ? new OpenTask(id, name)
            : await world.StatusOfAsync(instanceId) is "Finished" ? (object)"Finished" : null,
        () => TellAsync(instanceId), stop);

    private async Task<string> TellAsync(string instanceId) => (await world.As(null).GetAsync($"/api/instances/{instanceId}")).Text;

    private sealed record OpenTask(string Id, string Name);
}
