using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>Clocks of the case itself; those of the orders are on the orders (domain.md §3.3). Null = not started or no limit.</summary>
public sealed record CaseClocks(
    PausableClock? Accept = null, PausableClock? FactCheck = null, PausableClock? Divert = null, PausableClock? Verify = null, PausableClock? Callback = null);
