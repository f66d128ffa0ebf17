using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>What all clients share: the way to a Host that dies now and then, the ledger, the instances that they fight over.</summary>
internal sealed class CrashWorld(Func<string?, HttpClient> connect, EffectServer effects, CrashLedger ledger)
{
    public const string LoopDefinition = "crash-loop";
    private readonly ConcurrentDictionary<string, Api> _apis = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOver;

    /// <summary>Tells the keys of this run from those of another one on the same database.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N")[..6];

    public CrashLedger Ledger => ledger;
    public EffectServer Effects => effects;

    /// <summary>Loop instances whose tasks several clients complete at the same time.</summary>
    public ConcurrentQueue<string> Shared { get; } = new();

    /// <summary>Loop instances of all clients, shared ones included.</summary>
    public ConcurrentDictionary<string, bool> Loops { get; } = new(StringComparer.Ordinal);

    /// <summary>Instance ids of cases by case number.</summary>
    public ConcurrentDictionary<string, string> Cases { get; } = new(StringComparer.Ordinal);

    /// <summary>No new commands; what is unanswered is still brought home.</summary>
    public bool IsOver { get => _isOver; set => _isOver = value; }

    public Api As(string? person) => _apis.GetOrAdd(person ?? "", _ => new Api(connect(person)));

    public void HostIsUp() => _up.TrySetResult();

    public void HostGoesDown()
    {
        if (_up.Task.IsCompleted) _up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public Task WaitForHostAsync(CancellationToken stop) => _up.Task.WaitAsync(stop);

    /// <summary>The open task of an instance, or null while it is between tasks or cannot be asked.</summary>
    public async Task<(string Id, string Name)?> FindTaskAsync(string instanceId)
    {
        var answer = await As(null).GetAsync($"/api/instances/{instanceId}");
        if (answer.Status >= 500) return null;
        if (answer.Status != 200) ledger.Violate(instanceId, $"Instance {instanceId} was acknowledged and answers {answer.Status} now: {answer.Text}");
        if (answer.Status != 200) return null;
        var task = answer.Json["waiting"]!.AsArray().FirstOrDefault(wait => wait!["kind"]!.GetValue<string>() == "task");
        return task is null ? null : (task["id"]!.GetValue<string>(), task["name"]!.GetValue<string>());
    }

    /// <summary>False as well while the Host cannot be asked.</summary>
    public async Task<bool> HasFinishedAsync(string instanceId) =>
        await As(null).GetAsync($"/api/instances/{instanceId}") is { Status: 200 } answer && answer.Json["status"]!.GetValue<string>() == "Finished";

    public CrashCommand StartLoop(string key) => new(
        $"/api/definitions/{LoopDefinition}/execute", new JsonObject { ["input"] = new JsonObject { [nameof(Effects)] = effects.Address } }, key, null, null, false);

    public static CrashCommand CompleteLoop(string instanceId, string taskId, string key, bool hasRivals) =>
        new($"/api/tasks/{taskId}/complete", new JsonObject { ["data"] = new JsonObject { ["by"] = key } }, key, null, instanceId, hasRivals);

    public static CrashCommand CompleteCaseTask(string instanceId, string taskId, string taskName, string key)
    {
        var (person, body) = CaseScript.Step(taskName);
        return new CrashCommand($"/api/tasks/{taskId}/complete", body, key, person, instanceId, false);
    }
}
