using System.Collections.Concurrent;

namespace GridGov.Workflow.Host.Notices;

/// <summary>Tells open pages that a person has other notices than before. For screens only: what is told here is in the table already.</summary>
internal sealed class NoticeSignals
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<object, Action>> _watchers = new(StringComparer.Ordinal);

    /// <summary>Calls back on a thread of its own whenever the person's notices change, until it is disposed.</summary>
    public IDisposable Watch(string personId, Action changed)
    {
        var watchers = _watchers.GetOrAdd(personId, static _ => new ConcurrentDictionary<object, Action>());
        var subscription = new Subscription(watchers);
        watchers[subscription] = changed;
        return subscription;
    }

    public void Changed(IEnumerable<string> persons)
    {
        foreach (var person in persons)
        {
            if (!_watchers.TryGetValue(person, out var watchers)) continue;
            foreach (var changed in watchers.Values) changed();
        }
    }

    private sealed class Subscription(ConcurrentDictionary<object, Action> watchers) : IDisposable
    {
        public void Dispose() => watchers.TryRemove(this, out _);
    }
}
