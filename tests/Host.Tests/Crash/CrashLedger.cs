using System.Collections.Concurrent;
using System.Globalization;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>What the clients know: which command was acknowledged with which burst, which was refused, what was wrong.</summary>
internal sealed class CrashLedger
{
    private readonly ConcurrentDictionary<string, Acknowledged> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CrashCommand> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string? InstanceId, string Text)> _violations = new();
    private readonly ConcurrentQueue<string> _notes = new();
    private int _answers;
    private int _retries;

    public ICollection<Acknowledged> Acknowledged => _acknowledged.Values;
    public ICollection<CrashCommand> Refused => _refused.Values;
    public IReadOnlyCollection<(string? InstanceId, string Text)> Violations => _violations;
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Acknowledgements so far, repeats included.</summary>
    public int Answers => Volatile.Read(ref _answers);

    public int Retries => Volatile.Read(ref _retries);

    public void Acknowledge(CrashCommand command, string instanceId, long burst)
    {
        Interlocked.Increment(ref _answers);
        var now = new Acknowledged(command, instanceId, burst);
        var first = _acknowledged.GetOrAdd(command.StimulusId, now);
        if (first.InstanceId != instanceId || first.Burst != burst)
        {
            Violate(instanceId, $"{command.Path} with key {command.Key} answered burst {first.Burst} of {first.InstanceId} first and burst {burst} of {instanceId} later");
        }
    }

    public void Refuse(CrashCommand command)
    {
        _refused[command.StimulusId] = command;
        if (_acknowledged.ContainsKey(command.StimulusId)) Violate(command.InstanceId, $"{command.Path} with key {command.Key} was acknowledged and is refused now");
    }

    public void Retry(string? answer)
    {
        Interlocked.Increment(ref _retries);
        if (answer is not null) _notes.Enqueue(answer);
    }

    public void Violate(string? instanceId, string text) => _violations.Enqueue((instanceId, text));

    public string Summary => string.Create(CultureInfo.InvariantCulture,
        $"{_acknowledged.Count} commands acknowledged, {_refused.Count} refused, {Retries} sent again, {_notes.Count} answered 5xx");
}
