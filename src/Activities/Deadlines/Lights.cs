namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>The rule of the lights (domain.md §3.5), for clocks and for what only keeps their instants.</summary>
public static class Lights
{
    /// <param name="due">Last instant that is on time.</param>
    /// <param name="yellow">First instant of the yellow light, or null when there is none.</param>
    public static Light At(DateTimeOffset now, DateTimeOffset due, DateTimeOffset? yellow) => now > due ? Light.Red : now >= yellow ? Light.Yellow : Light.Green;

    /// <summary>The same where there may be no limit at all; null then.</summary>
    public static Light? At(DateTimeOffset now, DateTimeOffset? due, DateTimeOffset? yellow) => due is { } limit ? At(now, limit, yellow) : null;
}
