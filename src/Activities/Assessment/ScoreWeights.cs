using System.Collections.Frozen;

namespace GridGov.Workflow.Activities.Assessment;

/// <summary>A versioned way to turn rates into a score (domain.md §4.5). Immutable; the weights are percent and sum to 100.</summary>
public sealed class ScoreWeights
{
    /// <summary>Makes checked weights.</summary>
    /// <param name="version">Version of the weights.</param>
    /// <param name="effectiveFrom">First day of the first period that uses them; a running period keeps its own.</param>
    /// <param name="weights">Percent per rate, above 0, summing to 100. Rework rates count as 100 − rate.</param>
    /// <param name="basicSatisfiedWeight">Weight of 基本满意 that belongs to these weights, 0 to 1.</param>
    /// <exception cref="ArgumentException">A weight is not above 0, or the sum is not 100.</exception>
    public ScoreWeights(string version, DateOnly effectiveFrom, IReadOnlyDictionary<RateKind, decimal> weights, decimal basicSatisfiedWeight = 1.0m)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (kind, weight) in weights)
            if (weight <= 0) throw new ArgumentException($"The weight of {kind} must be above 0, found {weight}; leave the rate out instead.", nameof(weights));
        if (weights.Values.Sum() is var sum && sum != 100) throw new ArgumentException($"The weights must sum to 100, found {sum}.", nameof(weights));
        (Version, EffectiveFrom, Weights) = (version, effectiveFrom, weights.ToFrozenDictionary());
        Options = new RateOptions(basicSatisfiedWeight);
        Options.EnsureValid(nameof(basicSatisfiedWeight));
    }

    /// <summary>接哨率 20, 按期办结率 30, 办结率 10, 满意率 30, 返工率 10 as 1 − r.</summary>
    public static ScoreWeights Default { get; } = new("default-2026.1", new DateOnly(2026, 1, 1), new Dictionary<RateKind, decimal>
    {
        [RateKind.Receive] = 20,
        [RateKind.OnTimeCompletion] = 30,
        [RateKind.Completion] = 10,
        [RateKind.Satisfaction] = 30,
        [RateKind.ReworkOfVerified] = 10,
    });

    /// <summary>10/50/40 with 0.9, as one reporting tool computes it. A comparator, not the rule of any city (domain.md §9 no. 2).</summary>
    public static ScoreWeights Comparator { get; } = new("comparator-2026.1", new DateOnly(2026, 1, 1), new Dictionary<RateKind, decimal>
    {
        [RateKind.Response] = 10,
        [RateKind.Resolution] = 50,
        [RateKind.Satisfaction] = 40,
    }, basicSatisfiedWeight: 0.9m);

    /// <summary>Version of the weights.</summary>
    public string Version { get; }

    /// <summary>First day of the first period that uses them.</summary>
    public DateOnly EffectiveFrom { get; }

    /// <summary>Percent per rate.</summary>
    public FrozenDictionary<RateKind, decimal> Weights { get; }

    /// <summary>Switches with which the rates must have been computed.</summary>
    public RateOptions Options { get; }
}
