namespace GridGov.Workflow.Engine.Runtime;

/// <summary>What a loop takes for its end, and what for a fault.</summary>
public static class LoopFaults
{
    /// <summary>False for the end that <paramref name="stop"/> asked for. A call that somebody else cancelled, or that ran out of time, is a fault: the loop goes on.</summary>
    public static bool IsFaultUnder(this Exception error, CancellationToken stop) => error is not OperationCanceledException || !stop.IsCancellationRequested;
}
