namespace GridGov.Workflow.Activities.Cases;

/// <summary>What moves a case from state to state. Several commands can use one trigger.</summary>
public enum CaseTrigger
{
    /// <summary>派核实任务.</summary>
    SendFactCheck,

    /// <summary>登记核实结果.</summary>
    RecordFactCheck,

    /// <summary>立案.</summary>
    File,

    /// <summary>不予受理.</summary>
    Decline,

    /// <summary>作废.</summary>
    Void,

    /// <summary>并案.</summary>
    Merge,

    /// <summary>转送法定渠道.</summary>
    ReferOut,

    /// <summary>撤回.</summary>
    Withdraw,

    /// <summary>网格自行处置.</summary>
    SelfHandle,

    /// <summary>网格处置不了，退回分流.</summary>
    HandBack,

    /// <summary>派单/吹哨.</summary>
    Assign,

    /// <summary>接哨/签收.</summary>
    Receive,

    /// <summary>退回成立.</summary>
    AcceptReturn,

    /// <summary>提出权属争议.</summary>
    Dispute,

    /// <summary>争议不成立.</summary>
    RejectDispute,

    /// <summary>指定/改派.</summary>
    Designate,

    /// <summary>回复.</summary>
    Reply,

    /// <summary>挂账.</summary>
    Suspend,

    /// <summary>恢复.</summary>
    Resume,

    /// <summary>转积存.</summary>
    MoveToBacklog,

    /// <summary>提交会商/联席会议.</summary>
    Convene,

    /// <summary>会议议定改派.</summary>
    Resolve,

    /// <summary>会议未改派，恢复原状态.</summary>
    EndConference,

    /// <summary>验证通过.</summary>
    PassVerification,

    /// <summary>验证不通过.</summary>
    FailVerification,

    /// <summary>无法验证.</summary>
    CannotVerify,

    /// <summary>登记评价.</summary>
    Evaluate,

    /// <summary>登记回访无应答.</summary>
    RecordNoAnswer,

    /// <summary>再次办理.</summary>
    Redo,

    /// <summary>结案.</summary>
    Close,

    /// <summary>归档.</summary>
    Archive,
}
