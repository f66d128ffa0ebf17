namespace GridGov.Workflow.Activities.Cases;

/// <summary>A 会商 or 联席会议 about the case.</summary>
/// <param name="Id">Case number, <c>-M</c>, and its number.</param>
/// <param name="Question">The question in one sentence.</param>
/// <param name="Resolution">Null while it is not settled.</param>
public sealed record Conference(
    string Id, string Question, string By, DateTimeOffset At, MeetingResolution? Resolution = null, DateTimeOffset? EndedAt = null);

/// <summary>What was resolved: responsible unit, completion date, and who tracks it are compulsory (domain.md §2.7).</summary>
/// <param name="LeadUnit">Null when the meeting could not settle it.</param>
public sealed record MeetingResolution(
    string MeetingId, string? LeadUnit, IReadOnlyList<string> AssistUnits, DateTimeOffset? CompleteBy, string? TrackedBy, string Text);
