using GridGov.Workflow.Activities.Cases;

namespace GridGov.Workflow.Host.Public;

/// <summary>The requester's evaluation.</summary>
/// <param name="Phone">Last four digits of the phone that was left with the report.</param>
/// <param name="Service">Satisfaction with the service, apart from the result; optional.</param>
/// <param name="Words">Needed when dissatisfied, at most 2,000 characters.</param>
public sealed record PublicEvaluation(
    string? Phone = null, Satisfaction? Satisfaction = null, Satisfaction? Service = null, bool? Contacted = null, bool? Solved = null, string? Words = null);
