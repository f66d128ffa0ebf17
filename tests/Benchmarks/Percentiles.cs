namespace GridGov.Workflow.Benchmarks;

/// <summary>Percentiles of measured times.</summary>
internal static class Percentiles
{
    /// <param name="sorted">Ascending.</param>
    /// <returns>NaN when nothing was measured.</returns>
    public static double Of(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)((sorted.Count - 1) * share)];
}
