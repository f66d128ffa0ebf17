namespace GridGov.Workflow.Activities.Cases;

/// <summary>The seven stages of the closed loop; keys are fixed, labels are configuration (domain.md §2.1).</summary>
public enum Stage
{
    /// <summary>发现.</summary>
    Discover,

    /// <summary>核实.</summary>
    VerifyFacts,

    /// <summary>分流.</summary>
    Divert,

    /// <summary>交办.</summary>
    Assign,

    /// <summary>回复.</summary>
    Reply,

    /// <summary>验证.</summary>
    Verify,

    /// <summary>评价.</summary>
    Evaluate,
}
