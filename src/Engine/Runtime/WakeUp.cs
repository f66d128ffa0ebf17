namespace GridGov.Workflow.Engine.Runtime;

/// <summary>Lets one loop sleep until it is woken or a time has passed. Wakes between two sleeps are not lost.</summary>
internal sealed class WakeUp(TimeProvider time)
{
    // A timer takes at most about 49 days; a longer sleep is cut and simply slept again.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private TaskCompletionSource? _sleeper;
    private bool _isSet;

    public void Set()
    {
        TaskCompletionSource? sleeper;
        lock (_lock)
        {
            _isSet = true;
            sleeper = _sleeper;
        }

        sleeper?.TrySetResult();
    }

    /// <param name="limit">Longest sleep; null = until woken.</param>
    public async Task SleepAsync(TimeSpan? limit, CancellationToken cancellationToken)
    {
        // Awaited itself, so that the loop goes on where it was started, and never on the thread of the one who wakes it.
        var sleeper = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isSet || limit <= TimeSpan.Zero)
            {
                _isSet = false;
                return;
            }

            _sleeper = sleeper;
        }

        using (limit is { } most ? time.CreateTimer(Wake, sleeper, most < Longest ? most : Longest, Timeout.InfiniteTimeSpan) : null)
        using (cancellationToken.UnsafeRegister(Wake, sleeper)) await sleeper.Task;
        lock (_lock) (_sleeper, _isSet) = (null, false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static void Wake(object? sleeper) => ((TaskCompletionSource)sleeper!).TrySetResult();
}
