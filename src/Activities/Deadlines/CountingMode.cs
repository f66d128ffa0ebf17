namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>How a limit is counted; the two give different due instants and both are in use (domain.md §3.2).</summary>
public enum CountingMode
{
    /// <summary>Minutes are counted from the start instant.</summary>
    Running,

    /// <summary>
    /// The start day is not counted; the last day ends at the close of business, or at 24:00 when it has no office hours
    /// (Civil Code 200–203). For days only: a period in hours runs from its instant, so it is <see cref="Running"/>.
    /// </summary>
    Statutory,
}
