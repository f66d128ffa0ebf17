namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>Instances that take one step after the other. One client has an instance at a time.</summary>
internal interface ILoop
{
    /// <summary>What is published and made before anything is measured; enough for the given number of steps.</summary>
    Task PrepareAsync(int steps);

    /// <summary>An instance for a client, or null when all are used up.</summary>
    IWalker? Take();
}

/// <summary>One instance on its way.</summary>
internal interface IWalker
{
    /// <summary>Completes the open task. False when there is no further step, and nothing was done.</summary>
    Task<bool> StepAsync();
}
