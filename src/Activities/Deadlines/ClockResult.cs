namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>Why a clock refused to change.</summary>
/// <param name="Rule">Stable name of the rule, for example <c>Extension.MaxCount</c>.</param>
/// <param name="Text">The reason in Chinese, with the values.</param>
public sealed record ClockRefusal(string Rule, string Text);

/// <summary>The clock after a change, or the unchanged clock and the reason of the refusal.</summary>
/// <param name="Clock">The clock to go on with.</param>
/// <param name="Refusal">Null when the change was made.</param>
public readonly record struct ClockResult(PausableClock Clock, ClockRefusal? Refusal)
{
    /// <summary>Whether the change was made.</summary>
    public bool Accepted => Refusal is null;
}
