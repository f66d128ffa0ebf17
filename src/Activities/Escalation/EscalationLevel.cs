namespace GridGov.Workflow.Activities.Escalation;

/// <summary>Rungs of the ladder 网格 → 网格长 → 街乡 → 县区中心 → 联席会议 → 县（市）府会议 (domain.md §2.6).</summary>
public enum EscalationLevel
{
    /// <summary>L0 网格员.</summary>
    GridWorker,

    /// <summary>L1 网格长.</summary>
    GridLeader,

    /// <summary>L2 街乡/指挥中心.</summary>
    Township,

    /// <summary>L3 县区中心.</summary>
    CountyCenter,

    /// <summary>L4 联席会议.</summary>
    JointMeeting,

    /// <summary>L5 县（市）府会议.</summary>
    Government,
}
