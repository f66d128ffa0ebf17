using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>When the faults are over: everything that was begun still goes on.</summary>
internal sealed class CrashEnd(CrashWorld world)
{
    private const int MovesAtEnd = 3;

    /// <summary>No instance is stuck: loops go once around with their effect and their timer, cases run to their end.</summary>
    public async Task EveryoneMovesAsync(CrashClient referee, CancellationToken stop)
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
            : await world.HasFinishedAsync(instanceId) ? (object)"Finished" : null,
        () => TellAsync(instanceId), stop);

    private async Task<string> TellAsync(string instanceId) => (await world.As(null).GetAsync($"/api/instances/{instanceId}")).Text;

    private sealed record OpenTask(string Id, string Name);
}
