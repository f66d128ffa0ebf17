namespace GridGov.Workflow.Host.Tests.Hosting;

/// <summary>Looks again and again until something is there. The limit is only for what never comes.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It did not come within minutes; <paramref name="told"/> describes what is there instead.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> look, Func<Task<string>> told, CancellationToken stop)
        where T : class
    {
        var until = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await look() is { } found) return found;
            if (TimeProvider.System.GetElapsedTime(until) > Limit) throw new TimeoutException($"Waited {Limit} in vain: {await told()}");
            await Task.Delay(Pause, stop);
        }
    }
}
