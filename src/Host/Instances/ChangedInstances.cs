using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace GridGov.Workflow.Host.Instances;

/// <summary>
/// Instances that were committed and are still to be looked at by one reader: the commit path leaves an id, and however many bursts
/// come before the reader gets there, it looks once. Thread-safe.
/// </summary>
internal sealed class ChangedInstances
{
    private readonly ConcurrentDictionary<string, byte> _waiting = new(StringComparer.Ordinal);
    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    public void Add(string instanceId)
    {
        if (_waiting.TryAdd(instanceId, 0)) _changed.Writer.TryWrite(instanceId);
    }

    /// <summary>Waits until there is something to read.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken stop) => _changed.Reader.WaitToReadAsync(stop);

    /// <summary>Takes the next one; a burst after this moment makes it wait again.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? instanceId)
    {
        if (!_changed.Reader.TryRead(out instanceId)) return false;
        _waiting.TryRemove(instanceId, out _);
        return true;
    }

    /// <summary>All of them, as they come.</summary>
    public async IAsyncEnumerable<string> ReadAllAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (await WaitAsync(stop))
            while (TryTake(out var instanceId)) yield return instanceId;
    }
}
