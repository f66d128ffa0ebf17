using System.Collections.Frozen;

namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>One version of the 派单目录. Immutable; a case keeps the version it was filed under.</summary>
public sealed class DispatchCatalogue
{
    private readonly FrozenDictionary<string, Category> _categories;
    private readonly FrozenDictionary<string, (Category Category, FilingStandard Standard)> _standards;

    internal DispatchCatalogue(string version, DateOnly effectiveFrom, IReadOnlyDictionary<string, string> dutyNames, IReadOnlyList<Category> categories)
    {
        (Version, EffectiveFrom, Categories) = (version, effectiveFrom, categories);
        DutyNames = dutyNames.ToFrozenDictionary(StringComparer.Ordinal);
        _categories = categories.ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);
        _standards = categories.SelectMany(c => c.Standards.Select(s => (Category: c, Standard: s)))
            .ToFrozenDictionary(p => p.Standard.Id, StringComparer.Ordinal);
    }

    /// <summary>The catalogue shipped with the product, from <c>Catalogue/Data/catalogue.json</c>.</summary>
    public static DispatchCatalogue Default { get; } = DispatchCatalogueLoader.LoadEmbedded();

    /// <summary>Version of the data.</summary>
    public string Version { get; }

    /// <summary>First day on which new cases are filed under this version.</summary>
    public DateOnly EffectiveFrom { get; }

    /// <summary>All categories in the order of the file.</summary>
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>Chinese names of the duty codes (domain.md §5.1).</summary>
    public IReadOnlyDictionary<string, string> DutyNames { get; }

    /// <summary>The category, or null when the code is not in this version.</summary>
    public Category? Find(string code) => _categories.GetValueOrDefault(code);

    /// <summary>The standard with its category, or null when the id is not in this version.</summary>
    public (Category Category, FilingStandard Standard)? FindStandard(string standardId) =>
        _standards.TryGetValue(standardId, out var found) ? found : null;
}
