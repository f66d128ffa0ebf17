namespace GridGov.Workflow.Host.Notices;

/// <summary>A notice as its person sees it. It names case and task by number and kind only: no personal values, no words of anybody.</summary>
/// <param name="TaskId">The task to open, or null.</param>
/// <param name="TaskName">Kind of work, key of its texts.</param>
/// <param name="InstanceId">The instance that it comes from, or null for a decision.</param>
/// <param name="At">Business time of what happened.</param>
/// <param name="ReadAt">When the person read it; null while it is new.</param>
public sealed record NoticeView(
    string Key, NoticeKind Kind, string? CaseNumber, string? TaskId, string? TaskName, string? InstanceId, DateTimeOffset At, DateTimeOffset? ReadAt);

/// <summary>A page of notices.</summary>
/// <param name="Unread">How many of the newest hundred are new.</param>
/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record NoticeList(IReadOnlyList<NoticeView> Items, int Unread, string? Next);

/// <summary>Which notices were read; absent = all.</summary>
public sealed record ReadNoticesRequest(IReadOnlyList<string>? Keys = null);

/// <summary>How many are still unread.</summary>
public sealed record UnreadNotices(int Unread);
