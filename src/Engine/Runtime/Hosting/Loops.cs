namespace GridGov.Workflow.Engine.Runtime.Hosting;

/// <summary>Loops that belong together.</summary>
internal static class Loops
{
    /// <summary>Ends when all have ended, or with the first fault: where all were waited for, one that fails would go unseen while the others run.</summary>
    public static async Task TogetherAsync(params IEnumerable<Task> loops)
    {
        await foreach (var ended in Task.WhenEach(loops)) await ended;
    }
}
