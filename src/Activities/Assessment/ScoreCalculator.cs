namespace GridGov.Workflow.Activities.Assessment;

/// <summary>The score of a unit.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Value">0 to 100 with one decimal, half away from zero; null when no component has a value.</param>
/// <param name="WeightsVersion">Version of the weights.</param>
/// <param name="Missing">Components without value; their weight was spread over the others, and the row is to be marked.</param>
/// <param name="Volume">Orders that were due in the period, for ties and small samples.</param>
public sealed record Score(string UnitId, decimal? Value, string WeightsVersion, IReadOnlyList<RateKind> Missing, int Volume);

/// <summary>A row of a ranking.</summary>
/// <param name="Score">The score.</param>
/// <param name="Rank">1 for the best, or null when the unit is shown but not ranked.</param>
public sealed record RankedScore(Score Score, int? Rank);

/// <summary>Scores and ranks (domain.md §4.5).</summary>
public static class ScoreCalculator
{
    /// <summary>Below this many due orders a unit is shown but not ranked.</summary>
    public const int SmallSample = 10;

    /// <summary>The score of a unit's rates.</summary>
    /// <exception cref="ArgumentException">The rates were computed with another weight of basic satisfied.</exception>
    public static Score Compute(UnitRates rates, ScoreWeights weights)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(weights);
        if (rates.Options.BasicSatisfiedWeight != weights.Options.BasicSatisfiedWeight)
            throw new ArgumentException($"Weights '{weights.Version}' need rates with basic satisfied at {weights.Options.BasicSatisfiedWeight}, found {rates.Options.BasicSatisfiedWeight}; compute the rates with ScoreWeights.Options.", nameof(rates));
        var (sum, present) = (0m, 0m);
        var missing = new List<RateKind>();
        foreach (var (kind, weight) in weights.Weights.OrderBy(w => w.Key))
        {
            var rate = rates[kind];
            if (rate.Denominator == 0)
            {
                missing.Add(kind);
                continue;
            }

            // The exact quotient, not the printed percent: rounding twice could turn a rank.
            var share = rate.Numerator / rate.Denominator;
            sum += weight * (kind is RateKind.ReworkOfVerified or RateKind.ReworkOfShouldClose or RateKind.Extension or RateKind.Misdispatch ? 1 - share : share);
            present += weight;
        }

        decimal? value = present == 0 ? null : Math.Round(100m * sum / present, 1, MidpointRounding.AwayFromZero);
        return new Score(rates.UnitId, value, weights.Version, missing, rates[RateKind.Completion].Denominator);
    }

    /// <summary>
    /// Ranks units of one group (townships, or departments, or utilities): by score, then larger volume, then unit id. Units
    /// without score or with a small sample follow without rank.
    /// </summary>
    /// <param name="scores">Scores of like units under the same weights.</param>
    /// <param name="smallSample">Least volume to be ranked; 0 switches the rule off.</param>
    /// <exception cref="ArgumentException">The scores are of different weights.</exception>
    public static IReadOnlyList<RankedScore> Rank(IReadOnlyCollection<Score> scores, int smallSample = SmallSample)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var versions = scores.Select(s => s.WeightsVersion).Distinct(StringComparer.Ordinal).ToList();
        if (versions.Count > 1) throw new ArgumentException($"Scores under different weights cannot be ranked together, found {string.Join(", ", versions)}.", nameof(scores));
        var ordered = scores
            .OrderByDescending(s => IsRanked(s, smallSample))
            .ThenByDescending(s => s.Value ?? -1m)
            .ThenByDescending(s => s.Volume)
            .ThenBy(s => s.UnitId, StringComparer.Ordinal);
        return [.. ordered.Select((s, i) => new RankedScore(s, IsRanked(s, smallSample) ? i + 1 : null))];
    }

    private static bool IsRanked(Score score, int smallSample) => score.Value is not null && score.Volume >= smallSample;
}
