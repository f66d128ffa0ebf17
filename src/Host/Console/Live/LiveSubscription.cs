namespace GridGov.Workflow.Host.Console.Live;

/// <summary>One open page's wish to hear of changes. Any number of wake-ups while a refresh runs make one more refresh.</summary>
internal sealed class LiveSubscription(LiveUpdates updates, string? instanceId, InboxWatch? inbox, Func<Task> refresh) : IDisposable
{
    private int _wakes;

    public string? InstanceId { get; } = instanceId;

    public InboxWatch? Inbox { get; } = inbox;

    public void Wake()
    {
        if (Interlocked.Increment(ref _wakes) == 1) _ = Task.Run(RefreshAsync);
    }

    public void Dispose() => updates.Remove(this);

    private async Task RefreshAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _wakes);
            try
            {
                await refresh();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                updates.LogFailed(error);
            }
            catch (OperationCanceledException)
            {
                // The page is gone.
            }
        }
        while (Interlocked.CompareExchange(ref _wakes, 0, seen) != seen);
    }
}
