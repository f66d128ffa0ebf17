using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>
/// One client: sends a command until it is answered, always with the same key, and notes the answer. It never has more than one
/// command without an answer, so at the end it knows of every command what became of it.
/// </summary>
internal sealed class CrashClient(int number, int seed, CrashWorld world)
{
    private const int OwnLoops = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMilliseconds(50);
    private readonly Random _random = new(unchecked((seed * 397) + number));
    private readonly List<string> _loops = [];
    private readonly List<Acknowledged> _done = [];
    private string? _case;
    private int _keys;
    private volatile string _doing = "nothing yet";

    /// <summary>What it is at, for the story of a run that stands still.</summary>
    public string Doing => $"client {number}: {_doing}";

    public async Task RunAsync(CancellationToken stop)
    {
        while (!world.IsOver)
        {
            _doing = "waits for the Host";
            await world.WaitForHostAsync(stop);
            _doing = "asks what is open";
            try
            {
                if (await ChooseAsync() is { } command) await SendAsync(command, stop);
                else await Task.Delay(Pause, stop);
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !stop.IsCancellationRequested))
            {
                // The Host died, or stood still, while it was asked what is open.
                await Task.Delay(Pause, stop);
            }
        }
    }

    /// <summary>Sends until there is an answer.</summary>
    public async Task SendAsync(CrashCommand command, CancellationToken stop)
    {
        while (true)
        {
            _doing = "waits for the Host with " + command.Key;
            await world.WaitForHostAsync(stop);
            _doing = $"sends {command.Path} with {command.Key}";
            try
            {
                var answer = await world.As(command.Person).PostAsync(command.Path, command.Body, command.Key);
                if (answer.Status < 500)
                {
                    Note(command, answer.Status, answer.Text);
                    return;
                }

                world.Ledger.Retry($"{answer.Status} {answer.Text}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !stop.IsCancellationRequested))
            {
                world.Ledger.Retry(null);
            }

            await Task.Delay(AfterFault, stop);
        }
    }

    public string NewKey() => $"{world.Run}-c{number}-{++_keys}";

    private void Note(CrashCommand command, int status, string text)
    {
        if (status is 200 or 201)
        {
            var json = JsonNode.Parse(text)!;
            var instanceId = json["instanceId"]!.GetValue<string>();
            var burst = json["burst"]?.GetValue<long>() ?? 1;
            world.Ledger.Acknowledge(command, instanceId, burst);
            _done.Add(new Acknowledged(command, instanceId, burst));
            if (json["caseNumber"]?.GetValue<string>() is { } caseNumber)
            {
                if (world.Cases.TryAdd(caseNumber, instanceId)) _case = instanceId;
            }
            else if (command.InstanceId is null && world.Loops.TryAdd(instanceId, true))
            {
                _loops.Add(instanceId);
            }
        }
        else if (status == 409 && command.HasRivals)
        {
            world.Ledger.Refuse(command);
        }
        else
        {
            var violation = $"{command.Path} with key {command.Key} as {command.Person ?? "system"} answered {status}: {text}";
            world.Ledger.Violate(command.InstanceId, violation);
            throw new InvalidOperationException(violation);
        }
    }

    private async Task<CrashCommand?> ChooseAsync()
    {
        if (_loops.Count < OwnLoops) return world.StartLoop(NewKey());
        return _random.Next(100) switch
        {
            < 10 when _done.Count > 0 => _done[_random.Next(_done.Count)].Command,
            < 25 => await LoopAsync(world.Shared.ElementAt(_random.Next(world.Shared.Count)), hasRivals: true),
            < 55 => await CaseAsync(),
            _ => await LoopAsync(_loops[_random.Next(_loops.Count)], hasRivals: false),
        };
    }

    private async Task<CrashCommand?> LoopAsync(string instanceId, bool hasRivals) =>
        await world.FindTaskAsync(instanceId) is var (id, _) ? CrashWorld.CompleteLoop(instanceId, id, NewKey(), hasRivals) : null;

    private async Task<CrashCommand?> CaseAsync()
    {
        if (_case is null) return new CrashCommand("/api/cases", City.Report($"第 {number} 组第 {_keys} 件：井盖破损。"), NewKey(), CaseScript.Reporter, null, false);
        if (await world.FindTaskAsync(_case) is var (id, name)) return CrashWorld.CompleteCaseTask(_case, id, name, NewKey());
        if (await world.HasFinishedAsync(_case)) _case = null;
        return null;
    }
}
