namespace GridGov.Workflow.Activities.Assessment;

/// <summary>Why an order is not in a denominator (domain.md §4.1, §4.2).</summary>
public enum ExclusionReason
{
    /// <summary>退回属实，误派.</summary>
    ReturnAccepted,

    /// <summary>并案.</summary>
    Merged,

    /// <summary>作废.</summary>
    Voided,

    /// <summary>转紧急热线.</summary>
    EmergencyTransfer,

    /// <summary>接哨时限前撤回.</summary>
    WithdrawnBeforeReceiveLimit,

    /// <summary>撤回.</summary>
    Withdrawn,

    /// <summary>联席会议改由其他单位承办.</summary>
    Reassigned,

    /// <summary>挂账中.</summary>
    Suspended,

    /// <summary>未到期.</summary>
    NotYetDue,

    /// <summary>期限内已回复，待验证.</summary>
    AwaitingVerification,

    /// <summary>尚未办结.</summary>
    NotClosed,

    /// <summary>超时申诉成立.</summary>
    TimeoutAppealUpheld,

    /// <summary>剔除成立.</summary>
    ExclusionUpheld,

    /// <summary>回访未完成.</summary>
    NotCalledBack,

    /// <summary>回访未接通或拒访.</summary>
    NoAnswer,

    /// <summary>匿名.</summary>
    Anonymous,

    /// <summary>要求不回复.</summary>
    NoReplyWanted,

    /// <summary>协办工单.</summary>
    AssistOrder,

    /// <summary>未经验证.</summary>
    NotVerified,

    /// <summary>派遣前并案.</summary>
    NotDispatched,
}
