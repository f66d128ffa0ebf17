namespace GridGov.Workflow.Host.Demo;

/// <summary>How a unit works.</summary>
internal enum Manner
{
    /// <summary>利落: signs and replies early, does the work.</summary>
    Prompt,

    /// <summary>拖沓: often late, asks for more time.</summary>
    Slow,

    /// <summary>失声: often does not sign until somebody comes.</summary>
    Silent,

    /// <summary>推诿: returns what it can.</summary>
    Refusing,

    /// <summary>敷衍: replies "done" though nothing is done.</summary>
    Faking,
}
