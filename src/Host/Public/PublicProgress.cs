using GridGov.Workflow.Activities.Cases;

namespace GridGov.Workflow.Host.Public;

/// <summary>
/// What the requester learns of a case. Not here, on purpose: who reported, other requesters, persons, opinions and reasons
/// inside the offices, any place finer than the community (domain.md §7.5).
/// </summary>
/// <param name="Step">1–7: where it stands in the loop.</param>
/// <param name="StateText">The state in plain words.</param>
/// <param name="Area">Name of the community.</param>
/// <param name="Unit">Name of the unit that handles it, or null while none does.</param>
/// <param name="DueAt">When the unit has to be done; null while unknown, suspended, or done.</param>
/// <param name="IsDueProvisional">True while the calendar of that year is not published.</param>
/// <param name="Reply">What the unit says it did, once it was verified; or why the case ended early.</param>
/// <param name="Satisfaction">The evaluation that was given, or null.</param>
public sealed record PublicProgress(
    string CaseNumber, CaseState State, string StateText, int Step, bool IsEnded, string Area, string? Unit, DateTimeOffset ReportedAt,
    DateTimeOffset? DueAt, bool IsDueProvisional, DateTimeOffset? RepliedAt, DateTimeOffset? VerifiedAt, DateTimeOffset? EndedAt, string? Reply,
    Satisfaction? Satisfaction, bool CanEvaluate, bool CanAdd, bool CanWithdraw);
