namespace GridGov.Workflow.Activities.Directory;

/// <summary>What a person may be (domain.md §2.8). A person may hold several, with the exclusions of <see cref="RoleRules"/>.</summary>
public enum Role
{
    /// <summary>群众.</summary>
    Citizen,

    /// <summary>网格员.</summary>
    GridWorker,

    /// <summary>网格长, usually the community's Party secretary.</summary>
    GridLeader,

    /// <summary>受理员.</summary>
    IntakeClerk,

    /// <summary>派遣员.</summary>
    Dispatcher,

    /// <summary>部门值守岗.</summary>
    DepartmentDesk,

    /// <summary>处置人员.</summary>
    Handler,

    /// <summary>值班长 / 中心负责人.</summary>
    DutyLeader,

    /// <summary>治理办: edits and publishes the processes.</summary>
    GovernanceOffice,

    /// <summary>联席会议秘书.</summary>
    MeetingSecretary,

    /// <summary>考核员.</summary>
    Assessor,

    /// <summary>审计员: reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>系统管理员, one of the three separate administrators (三员).</summary>
    SystemAdmin,

    /// <summary>安全管理员, one of the three separate administrators (三员).</summary>
    SecurityAdmin,

    /// <summary>审计管理员, one of the three separate administrators (三员).</summary>
    AuditAdmin,

    /// <summary>An account of software: timers, gateways. Never a person.</summary>
    SystemAccount,
}
