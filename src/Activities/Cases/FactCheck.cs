namespace GridGov.Workflow.Activities.Cases;

/// <summary>Result of a field check before filing (domain.md §2.3 ②).</summary>
public enum FactCheckResult
{
    /// <summary>属实.</summary>
    Exists,

    /// <summary>不属实.</summary>
    NotExists,

    /// <summary>无法核实.</summary>
    Unable,
}

/// <summary>A field check: sent, and perhaps answered.</summary>
/// <param name="Tries">How often it was sent.</param>
/// <param name="Result">Null while it is out.</param>
public sealed record FactCheck(int Tries, DateTimeOffset SentAt, FactCheckResult? Result = null, string? By = null, DateTimeOffset? At = null, string? Note = null);
