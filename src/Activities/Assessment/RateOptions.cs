namespace GridGov.Workflow.Activities.Assessment;

/// <summary>Switches of the rates (domain.md §4.1, §4.2).</summary>
/// <param name="BasicSatisfiedWeight">Weight of 基本满意, 0 to 1. Default 1.0; Beijing type 0.9; strict 0.</param>
/// <param name="CountMergedCallbacks">Whether a merged child's own callback counts for the parent's unit, one per person.</param>
public sealed record RateOptions(decimal BasicSatisfiedWeight = 1.0m, bool CountMergedCallbacks = true)
{
    /// <summary>The product's default.</summary>
    public static RateOptions Default { get; } = new();

    internal void EnsureValid(string parameterName)
    {
        if (BasicSatisfiedWeight is < 0 or > 1)
            throw new ArgumentOutOfRangeException(parameterName, BasicSatisfiedWeight, "The weight of basic satisfied must be from 0 to 1.");
    }
}
