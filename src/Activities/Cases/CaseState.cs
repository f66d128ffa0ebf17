namespace GridGov.Workflow.Activities.Cases;

/// <summary>States of a case (domain.md §2.2).</summary>
public enum CaseState
{
    /// <summary>已上报.</summary>
    Reported,

    /// <summary>核实中.</summary>
    FactChecking,

    /// <summary>待分流.</summary>
    PendingDivert,

    /// <summary>网格自行处置.</summary>
    SelfHandling,

    /// <summary>待接哨（待签收）.</summary>
    PendingReceipt,

    /// <summary>办理中.</summary>
    InProgress,

    /// <summary>权属争议.</summary>
    OwnershipDisputed,

    /// <summary>挂账.</summary>
    Suspended,

    /// <summary>会商/联席会议.</summary>
    InConference,

    /// <summary>已回复待验证.</summary>
    Replied,

    /// <summary>返工.</summary>
    Reworking,

    /// <summary>待评价（待回访）.</summary>
    PendingEvaluation,

    /// <summary>积存/历史遗留.</summary>
    Backlogged,

    /// <summary>结案.</summary>
    Closed,

    /// <summary>归档.</summary>
    Archived,

    /// <summary>不予受理.</summary>
    Declined,

    /// <summary>作废.</summary>
    Voided,

    /// <summary>并案.</summary>
    Merged,

    /// <summary>撤回.</summary>
    Withdrawn,

    /// <summary>转送法定渠道.</summary>
    ReferredOut,
}
