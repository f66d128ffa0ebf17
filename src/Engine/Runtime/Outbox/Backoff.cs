namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>Exponential wait with jitter, so that effects which failed together do not come back together.</summary>
internal static class Backoff
{
    private const double Spread = 0.2;

    /// <param name="failures">Failed attempts so far, from 1.</param>
    /// <param name="random">At least 0, less than 1.</param>
    public static TimeSpan After(int failures, OutboxOptions options, double random)
    {
        var exponent = Math.Min(failures - 1, 30);
        var delay = Math.Min(options.FirstDelay.TotalMilliseconds * Math.Pow(2, exponent), options.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(delay * (1 - Spread + (2 * Spread * random)));
    }
}
