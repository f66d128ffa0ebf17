namespace GridGov.Workflow.Host.Meetings;

/// <summary>A joint meeting about one case, as far as its process has come.</summary>
/// <param name="Question">The agenda item in one sentence.</param>
/// <param name="Invited">Units that should come.</param>
/// <param name="Present">Units that came; empty before the meeting.</param>
/// <param name="QuorumNeeded">Units that must be present for a resolution.</param>
/// <param name="LeadUnit">The unit that was made responsible; null while nothing is settled, or when it could not be.</param>
/// <param name="TaskId">The open task of the secretary, or null.</param>
public sealed record MeetingView(
    string InstanceId, string CaseNumber, string Title, string Question, IReadOnlyList<string> Invited, DateTimeOffset? HeldAt, string? Venue,
    IReadOnlyList<string> Present, int QuorumNeeded, string? LeadUnit, string? TrackedBy, DateTimeOffset? CompleteBy, string? Resolution,
    bool IsEnded, DateTimeOffset CreatedAt, string? TaskId, string? TaskName);

/// <summary>A case that may need a joint meeting: its ownership is disputed, or it was moved or escalated too often (domain.md §2.6).</summary>
public sealed record MeetingCandidate(string CaseNumber, string Title, Activities.Cases.CaseState State, int ShuffleCount, int EscalationLevel, string? LeadUnit);
