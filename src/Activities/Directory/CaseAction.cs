namespace GridGov.Workflow.Activities.Directory;

/// <summary>What may be done to a case; the columns of domain.md §2.8, split where the table gives a role only part of one.</summary>
public enum CaseAction
{
    /// <summary>上报.</summary>
    Report,

    /// <summary>查看案件.</summary>
    ReadCase,

    /// <summary>派发核实任务.</summary>
    SendFactCheck,

    /// <summary>现场核实.</summary>
    FactCheck,

    /// <summary>立案或不予受理.</summary>
    FileOrDecline,

    /// <summary>并案.</summary>
    Merge,

    /// <summary>分流派遣.</summary>
    Divert,

    /// <summary>吹哨.</summary>
    Whistle,

    /// <summary>接哨签收.</summary>
    Receive,

    /// <summary>申请退回或提出权属异议.</summary>
    RequestReturn,

    /// <summary>审批退回、改派.</summary>
    DecideReturn,

    /// <summary>指派处置人员.</summary>
    AssignHandler,

    /// <summary>回复办理结果.</summary>
    Reply,

    /// <summary>申请延期.</summary>
    RequestExtension,

    /// <summary>延期一级审核（部门）.</summary>
    EndorseExtension,

    /// <summary>延期二级审批（派遣员）.</summary>
    ApproveExtension,

    /// <summary>二次或长时间延期审批（值班长）.</summary>
    ApproveLongExtension,

    /// <summary>申请挂账.</summary>
    RequestSuspension,

    /// <summary>审批挂账.</summary>
    ApproveSuspension,

    /// <summary>派发核查任务.</summary>
    SendVerification,

    /// <summary>验证.</summary>
    Verify,

    /// <summary>两次无法现场验证后的书面核定.</summary>
    VerifyOnPaper,

    /// <summary>结案.</summary>
    Close,

    /// <summary>指定承办单位.</summary>
    Designate,

    /// <summary>催办.</summary>
    Urge,

    /// <summary>督办.</summary>
    Supervise,

    /// <summary>升级.</summary>
    Escalate,

    /// <summary>申请超时申诉、剔除.</summary>
    RequestExemption,

    /// <summary>复核超时申诉、剔除.</summary>
    ReviewExemption,

    /// <summary>批准超时申诉、剔除.</summary>
    Exempt,

    /// <summary>录入议定事项.</summary>
    RecordResolution,

    /// <summary>评价.</summary>
    Evaluate,

    /// <summary>回访登记.</summary>
    CallBack,

    /// <summary>研判不满意件.</summary>
    DecideRedo,

    /// <summary>撤回诉求.</summary>
    Withdraw,

    /// <summary>补充情况.</summary>
    AddInformation,

    /// <summary>重新打开（关联新案）.</summary>
    Reopen,

    /// <summary>查看考核统计.</summary>
    ReadStatistics,

    /// <summary>查看流转与审计记录.</summary>
    ReadAudit,
}
