namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>Urgency of a case (domain.md §1.4). The risk colour of a dispute is another property.</summary>
public enum CaseGrade
{
    /// <summary>突发/特急.</summary>
    Emergency,

    /// <summary>紧急.</summary>
    Urgent,

    /// <summary>一般.</summary>
    General,

    /// <summary>复杂疑难.</summary>
    Complex,
}
