namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>How far a limit may be extended (domain.md §3.6).</summary>
/// <param name="MaxCount">Approved extensions per clock, at least 0; refused applications do not count.</param>
/// <param name="MaxFactor">Longest single extension as a multiple of the original limit, at least 0.</param>
public sealed record ExtensionPolicy(int MaxCount = 1, decimal MaxFactor = 1.0m)
{
    /// <summary>One extension of at most the original limit.</summary>
    public static ExtensionPolicy Default { get; } = new();
}

/// <summary>How often and how long a clock may be suspended (domain.md §3.6).</summary>
/// <param name="MaxCount">Suspensions per clock, at least 0.</param>
/// <param name="MaxDays">Longest suspension in natural days, at least 1.</param>
public sealed record SuspensionPolicy(int MaxCount = 1, int MaxDays = 365)
{
    /// <summary>Once, at most a year.</summary>
    public static SuspensionPolicy Default { get; } = new();
}

/// <summary>What a new calendar does to a clock that runs (domain.md §3.7).</summary>
public enum CalendarChangePolicy
{
    /// <summary>The clock keeps the calendar it was started under.</summary>
    Pinned,

    /// <summary>The due instant is computed again and taken only when it is later.</summary>
    OnlyLater,

    /// <summary>The due instant is computed again and taken.</summary>
    Exact,
}
