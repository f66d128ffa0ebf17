namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>The light of a clock (domain.md §3.5). Screens add an icon and a word, never the colour alone.</summary>
public enum Light
{
    /// <summary>Less than ⌊70 %⌋ of limit and approved delay is used.</summary>
    Green,

    /// <summary>At least ⌊70 %⌋ is used and the due instant has not passed.</summary>
    Yellow,

    /// <summary>The due instant has passed and the clock was not stopped before.</summary>
    Red,
}
