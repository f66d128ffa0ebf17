namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>The unit in which a limit is given (domain.md §3.1).</summary>
public enum LimitUnit
{
    /// <summary>紧急工作时: one hour, running through nights and holidays.</summary>
    UrgentHour,

    /// <summary>紧急工作日: 24 hours, running through nights and holidays.</summary>
    UrgentDay,

    /// <summary>工作时: one hour inside office hours.</summary>
    WorkHour,

    /// <summary>工作日: 8 working hours when running, one working day when statutory; never 24 hours.</summary>
    WorkDay,

    /// <summary>自然日: a calendar day.</summary>
    NaturalDay,
}
