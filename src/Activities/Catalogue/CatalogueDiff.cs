namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>What an import would change, for the person who approves it.</summary>
/// <param name="Added">Ids of standards that are new.</param>
/// <param name="Removed">Ids of standards that new cases can no longer use.</param>
/// <param name="Changed">Ids of standards whose content, lead or assists differ.</param>
public sealed record CatalogueDiff(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    /// <summary>Compares two versions standard by standard, ids in order.</summary>
    public static CatalogueDiff Between(DispatchCatalogue before, DispatchCatalogue after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, next) = (Rows(before), Rows(after));
        return new CatalogueDiff(
            [.. next.Keys.Except(old.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. old.Keys.Except(next.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. next.Where(n => old.TryGetValue(n.Key, out var o) && o != n.Value).Select(n => n.Key).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Each standard with all of its category that matters for a case filed under it.</summary>
    private static Dictionary<string, (FilingStandard, string)> Rows(DispatchCatalogue catalogue) => catalogue.Categories
        .SelectMany(c => c.Standards.Select(s => (Standard: s, Head: $"{c.Name}|{c.MajorName}|{c.LeadFor(s)}|{string.Join(',', c.AssistDuties)}|{c.EmergencyLine}|{c.IsRestricted}|{c.IsGridFirst}")))
        .ToDictionary(p => p.Standard.Id, p => (p.Standard, p.Head), StringComparer.Ordinal);
}
