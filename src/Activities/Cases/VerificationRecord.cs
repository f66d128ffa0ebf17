namespace GridGov.Workflow.Activities.Cases;

/// <summary>Result of a verification (domain.md §2.3 ⑥).</summary>
public enum VerificationResult
{
    /// <summary>通过.</summary>
    Pass,

    /// <summary>不通过.</summary>
    Fail,

    /// <summary>无法验证.</summary>
    Unable,
}

/// <summary>One verification of a reply.</summary>
public sealed record VerificationRecord(VerificationResult Result, string Note, IReadOnlyList<string> Evidence, string By, DateTimeOffset At);
