namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>
/// Every version of the catalogue there ever was. A version is added, never changed or removed, because open cases keep
/// theirs (domain.md §5.2). Immutable: adding answers a new list.
/// </summary>
public sealed class CatalogueVersions
{
    private readonly IReadOnlyList<DispatchCatalogue> _versions;

    /// <summary>The versions, at least one, in any order.</summary>
    /// <exception cref="ArgumentException">None, or two with the same version or day.</exception>
    public CatalogueVersions(params IEnumerable<DispatchCatalogue> versions)
    {
        _versions = [.. versions.OrderBy(v => v.EffectiveFrom)];
        if (_versions.Count == 0) throw new ArgumentException("At least one catalogue version is needed.", nameof(versions));
        if (_versions.GroupBy(v => v.Version, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new ArgumentException($"Catalogue version '{same.Key}' is given twice; a version never changes, give the new content a new version.", nameof(versions));
        if (_versions.GroupBy(v => v.EffectiveFrom).FirstOrDefault(g => g.Count() > 1) is { } day)
            throw new ArgumentException($"Two catalogue versions take effect on {day.Key:yyyy-MM-dd}; choose another day for one of them.", nameof(versions));
    }

    /// <summary>Every version, by the day from which it is in force.</summary>
    public IReadOnlyList<DispatchCatalogue> All => _versions;

    /// <summary>The version in force on a day for new cases, or null before the first one.</summary>
    public DispatchCatalogue? At(DateOnly day) => _versions.LastOrDefault(v => v.EffectiveFrom <= day);

    /// <summary>The version that a case was filed under, or null when it is unknown here.</summary>
    public DispatchCatalogue? Get(string version) => _versions.FirstOrDefault(v => v.Version == version);

    /// <summary>The same versions and one more.</summary>
    /// <exception cref="ArgumentException">The version or its day is taken.</exception>
    public CatalogueVersions With(DispatchCatalogue version) => new([.. _versions, version]);
}
