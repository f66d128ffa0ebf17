namespace GridGov.Workflow.Engine.Runtime;

/// <summary>Lets a loop sleep until it is woken or a time has passed. Wakes between two sleeps are not lost.</summary>
internal sealed class WakeUp(TimeProvider time)
{
    private volatile TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => _signal.TrySetResult();

    /// <param name="limit">Longest sleep; null = until woken.</param>
    public async Task SleepAsync(TimeSpan? limit, CancellationToken cancellationToken)
    {
        var signal = _signal;
        if (!signal.Task.IsCompleted)
        {
            if (limit is { } most)
            {
                if (most > TimeSpan.Zero) await WaitAsync(signal.Task, most, cancellationToken);
            }
            else
            {
                await signal.Task.WaitAsync(cancellationToken);
            }
        }

        if (signal.Task.IsCompleted) _signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task WaitAsync(Task signal, TimeSpan most, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A timer takes at most about 49 days; a longer sleep is cut and simply slept again.
        var delay = Task.Delay(most > TimeSpan.FromDays(30) ? TimeSpan.FromDays(30) : most, time, done.Token);
        await Task.WhenAny(signal, delay);
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
