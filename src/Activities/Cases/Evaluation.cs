namespace GridGov.Workflow.Activities.Cases;

/// <summary>Satisfaction (domain.md §2.3 ⑦).</summary>
public enum Satisfaction
{
    /// <summary>非常满意.</summary>
    VerySatisfied,

    /// <summary>满意.</summary>
    Satisfied,

    /// <summary>基本满意.</summary>
    Basic,

    /// <summary>不满意.</summary>
    Dissatisfied,

    /// <summary>非常不满意.</summary>
    VeryDissatisfied,
}

/// <summary>A valid answered evaluation; service and result are asked apart.</summary>
/// <param name="Round">0, and one more after each redo: an evaluation counts for its round.</param>
/// <param name="WordsRef">Where the citizen's own words are kept, <c>pd:{id}</c>; staff write a note.</param>
/// <param name="ByRequester">True for the citizen's answer; false for the grid worker's evaluation where nobody is to be asked.</param>
public sealed record Evaluation(
    int Round, Satisfaction Result, Satisfaction? Service, bool? Contacted, bool? Solved, string? Note, bool ByRequester, string By, DateTimeOffset At,
    string? WordsRef = null)
{
    /// <summary>True for the two lowest answers.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsBad => Result is Satisfaction.Dissatisfied or Satisfaction.VeryDissatisfied;
}

/// <summary>A try to reach the requester that nobody answered.</summary>
public sealed record CallbackTry(int Round, string By, DateTimeOffset At, string? Note);
