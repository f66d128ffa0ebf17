namespace GridGov.Workflow.Host.Demo;

/// <summary>What the demo counts beside the figures.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Requests that the product refused though the actor thought them right, by code; shown, not failed.</summary>
    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    private readonly SortedDictionary<string, int> _refusals = new(StringComparer.Ordinal);

    public int this[string what] => _counts.GetValueOrDefault(what);

    public void Count(string what) => _counts[what] = this[what] + 1;

    public void Refused(string what) => _refusals[what] = _refusals.GetValueOrDefault(what) + 1;
}
