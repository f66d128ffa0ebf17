using GridGov.Workflow.Activities.Cases;

namespace GridGov.Workflow.Host.Notices;

/// <summary>What a notice is about.</summary>
public enum NoticeKind
{
    /// <summary>新任务.</summary>
    NewTask,

    /// <summary>退回、返工.</summary>
    Returned,

    /// <summary>超时.</summary>
    Overdue,

    /// <summary>来哨.</summary>
    Whistle,

    /// <summary>申诉、剔除已有决定.</summary>
    AppealDecided,
}

/// <summary>What the opening of a task says to those who may take it.</summary>
internal static class NoticeKinds
{
    /// <param name="taskName">Kind of work.</param>
    /// <param name="state">State of the task's case, or null when it has none.</param>
    /// <param name="shuffleCount">How often the case was sent back for another diversion.</param>
    public static NoticeKind OfTask(string taskName, CaseState? state, int shuffleCount) => taskName switch
    {
        "AwaitReceipt" or "AssistReceipt" => NoticeKind.Whistle,
        "AwaitReply" or "SelfHandle" when state == CaseState.Reworking => NoticeKind.Returned,
        "Divert" when shuffleCount > 0 => NoticeKind.Returned,
        _ => NoticeKind.NewTask,
    };
}
