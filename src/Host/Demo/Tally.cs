using System.Collections.Concurrent;

namespace GridGov.Workflow.Host.Demo;

/// <summary>What the demo counts beside the figures. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);

    /// <summary>Requests that the product refused by its rules, with their codes.</summary>
    public IReadOnlyDictionary<string, int> Refusals => new SortedDictionary<string, int>(_refusals, StringComparer.Ordinal);

    public int this[string what] => _counts.GetValueOrDefault(what);

    public void Count(string what) => _counts.AddOrUpdate(what, 1, static (_, count) => count + 1);

    public void Refused(string what) => _refusals.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
