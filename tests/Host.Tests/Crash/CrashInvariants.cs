using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>Compares what the clients know and what the world saw with what the journal tells.</summary>
internal sealed class CrashInvariants(CrashWorld world)
{
    private readonly Dictionary<string, string> _stimuli = new(StringComparer.Ordinal);

    /// <summary>Histories by instance, as far as they were read.</summary>
    public Dictionary<string, CrashHistory> Histories { get; } = new(StringComparer.Ordinal);

    public async Task CheckAsync()
    {
        var acknowledged = world.Ledger.Acknowledged.ToLookup(item => item.InstanceId, StringComparer.Ordinal);
        foreach (var id in world.Loops.Keys.Concat(world.Cases.Values))
        {
            var history = await CrashHistory.ReadAsync(world.As(null), id);
            Histories[id] = history;
            CheckOrder(id, history);
            CheckCommands(id, history, [.. acknowledged[id]]);
        }

        foreach (var refused in world.Ledger.Refused.Where(refused => _stimuli.ContainsKey(refused.StimulusId)))
            world.Ledger.Violate(refused.InstanceId, $"Key {refused.Key} was refused, and yet is in the journal as {_stimuli[refused.StimulusId]}");
        foreach (var lost in world.Ledger.Acknowledged.Where(item => !Histories.ContainsKey(item.InstanceId)))
            world.Ledger.Violate(lost.InstanceId, $"Key {lost.Command.Key} was acknowledged for an instance that nobody knows");
        foreach (var id in world.Loops.Keys) await CheckLoopAsync(id, Histories[id]);
        await CheckChainsAsync();
        foreach (var caseNumber in world.Cases.Keys) await CheckReplayAsync(caseNumber);
    }

    private void CheckOrder(string id, CrashHistory history)
    {
        for (var i = 0; i < history.Bursts.Count; i++)
        {
            var burst = history.Bursts[i];
            if (CrashHistory.NumberOf(burst) != i + 1) world.Ledger.Violate(id, $"Burst {i + 1} of {id} is missing");
            if (!_stimuli.TryAdd(CrashHistory.StimulusIdOf(burst), $"{id}/{i + 1}"))
                world.Ledger.Violate(id, $"Stimulus {CrashHistory.StimulusIdOf(burst)} is in the journal twice: {_stimuli[CrashHistory.StimulusIdOf(burst)]} and {id}/{i + 1}");
        }
    }

    private void CheckCommands(string id, CrashHistory history, List<Acknowledged> acknowledged)
    {
        foreach (var item in acknowledged)
        {
            var burst = history.Bursts.ElementAtOrDefault((int)item.Burst - 1);
            if (burst is null || CrashHistory.StimulusIdOf(burst) != item.Command.StimulusId)
                world.Ledger.Violate(id, $"Key {item.Command.Key} was acknowledged with burst {item.Burst} of {id}, which holds {(burst is null ? "nothing" : CrashHistory.StimulusIdOf(burst))}");
        }

        var completed = history.Bursts.Count(burst => CrashHistory.KindOf(burst) == "task-completed");
        var commands = acknowledged.Count(item => item.Command.InstanceId is not null);
        var closed = history.Entries("TaskClosed").Count();
        if (completed != commands || closed != commands)
            world.Ledger.Violate(id, $"{commands} distinct completions were acknowledged for {id}; the journal has {completed} of them and {closed} closed tasks");
        foreach (var incident in history.Entries("IncidentRaised")) world.Ledger.Violate(id, $"Incident in {id}: {incident.ToJsonString(ApiAnswer.Relaxed)}");
    }

    private async Task CheckLoopAsync(string id, CrashHistory history)
    {
        var steps = history.Entries("TaskClosed").Count();
        var instance = (await world.As(null).GetAsync($"/api/instances/{id}")).Ok();
        var counter = instance["variables"]!.AsArray().First(variable => variable!["name"]!.GetValue<string>() == "N")!["value"]!.GetValue<int>();
        if (counter != steps) world.Ledger.Violate(id, $"{steps} tasks of {id} were closed and the counter says {counter}");
        var timers = history.Bursts.Count(burst => CrashHistory.KindOf(burst) == "timer");
        if (timers != (steps + 1) / 3) world.Ledger.Violate(id, $"{timers} timers of {id} fired instead of {(steps + 1) / 3}");

        var calls = world.Effects.Calls.Where(call => call.Key.Path.StartsWith(id + "/", StringComparison.Ordinal)).ToLookup(call => call.Key.Path, call => call.Key.Key, StringComparer.Ordinal);
        var expected = Enumerable.Range(1, steps).Where(n => n % 3 == 1).Select(n => $"{id}/{n}").ToHashSet(StringComparer.Ordinal);
        foreach (var path in expected.Where(path => calls[path].Count() != 1))
            world.Ledger.Violate(id, $"The call {path} came with {calls[path].Count()} keys instead of one: {string.Join(", ", calls[path])}");
        foreach (var path in calls.Select(group => group.Key).Where(path => !expected.Contains(path))) world.Ledger.Violate(id, $"The call {path} was never asked for");
        foreach (var twice in calls.SelectMany(group => group).GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1 || group.Key.Length == 0))
            world.Ledger.Violate(id, $"The key '{twice.Key}' stood for {twice.Count()} calls of {id}");
    }

    private async Task CheckChainsAsync()
    {
        var verdict = (await world.As(null).PostAsync("/api/audit/verify", new JsonObject())).Ok();
        if (!verdict["isIntact"]!.GetValue<bool>()) world.Ledger.Violate(null, $"The journal does not verify: {verdict.ToJsonString(ApiAnswer.Relaxed)}");
        var rows = Histories.Values.Sum(history => history.Bursts.Count);
        if (verdict["rows"]!.GetValue<long>() < rows) world.Ledger.Violate(null, $"{rows} bursts were read, and only {verdict["rows"]} verified");
    }

    private async Task CheckReplayAsync(string caseNumber)
    {
        var replay = (await world.As("clerk-01").GetAsync($"/api/cases/{caseNumber}/replay")).Ok();
        if (replay["outcome"]!.GetValue<string>() != "Equal")
            world.Ledger.Violate(world.Cases[caseNumber], $"Replay of case {caseNumber} is not equal: {replay.ToJsonString(ApiAnswer.Relaxed)}");
    }
}
