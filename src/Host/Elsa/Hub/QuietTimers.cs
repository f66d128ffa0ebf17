namespace GridGov.Workflow.Host.Elsa.Hub;

/// <summary>Names a key once when it has not been restarted for the given time. Safe from all threads.</summary>
internal sealed class QuietTimers(TimeProvider time, TimeSpan quiet, Action<string> due) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ITimer> _timers = new(StringComparer.Ordinal);

    public void Restart(string key)
    {
        lock (_gate)
        {
            if (_timers.TryGetValue(key, out var timer)) timer.Change(quiet, Timeout.InfiniteTimeSpan);
            else _timers.Add(key, time.CreateTimer(_ => Fire(key), null, quiet, Timeout.InfiniteTimeSpan));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var timer in _timers.Values) timer.Dispose();
            _timers.Clear();
        }
    }

    private void Fire(string key)
    {
        lock (_gate)
        {
            if (!_timers.Remove(key, out var timer)) return;
            timer.Dispose();
        }

        due(key);
    }
}
