using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Host.Administration.ReferenceData;

/// <summary>What a new catalogue changes for cases filed from its first day on; cases that are filed keep theirs.</summary>
/// <param name="Before">The version that would be in force on that day without it.</param>
public sealed record CatalogueChange(
    string Before, string After, DateOnly EffectiveFrom, IReadOnlyList<StandardLine> Added, IReadOnlyList<StandardLine> Removed, IReadOnlyList<StandardChange> Changed)
{
    public bool IsNothing => Added.Count + Removed.Count + Changed.Count == 0;

    public static CatalogueChange Between(DispatchCatalogue before, DispatchCatalogue after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var diff = CatalogueDiff.Between(before, after);
        return new CatalogueChange(
            before.Version, after.Version, after.EffectiveFrom,
            [.. diff.Added.Select(id => StandardLine.Of(after, id))], [.. diff.Removed.Select(id => StandardLine.Of(before, id))],
            [.. diff.Changed.Select(id => StandardChange.Of(id, before, after))]);
    }
}

/// <summary>A filing standard in a list.</summary>
public sealed record StandardLine(string Id, string Category, string Filing, string DisposeLimit)
{
    internal static StandardLine Of(DispatchCatalogue catalogue, string id)
    {
        var (category, standard) = catalogue.FindStandard(id)!.Value;
        return new StandardLine(id, category.Name, standard.FilingCondition, LimitText.Describe(standard.DisposeLimit));
    }
}

/// <summary>A standard that means something else from the new version on.</summary>
public sealed record StandardChange(string Id, string Category, IReadOnlyList<FieldChange> Fields)
{
    internal static StandardChange Of(string id, DispatchCatalogue before, DispatchCatalogue after)
    {
        var old = Values(before, id);
        return new StandardChange(
            id, after.FindStandard(id)!.Value.Category.Name,
            [.. Values(after, id).Zip(old).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => new FieldChange(pair.First.Field, pair.Second.Value, pair.First.Value))]);
    }

    private static IEnumerable<(string Field, string? Value)> Values(DispatchCatalogue catalogue, string id)
    {
        var (category, standard) = catalogue.FindStandard(id)!.Value;
        return
        [
            ("category", category.Name), ("major", category.MajorName), ("filing", standard.FilingCondition), ("closing", standard.ClosingCondition),
            ("grade", standard.Grade.ToString()), ("receive", LimitText.Describe(standard.ReceiveLimit)), ("dispose", LimitText.Describe(standard.DisposeLimit)),
            ("verification", standard.Verification.ToString()), ("lead", Duty(category.LeadFor(standard))), ("assists", string.Join('、', category.AssistDuties.Select(Duty))),
            ("emergencyLine", category.EmergencyLine), ("restrictedView", category.IsRestricted.ToString()), ("gridFirst", category.IsGridFirst.ToString()),
            ("seasonal", standard.IsSeasonal.ToString()), ("source", standard.Source),
        ];

        string Duty(string code) => catalogue.DutyNames.GetValueOrDefault(code) is { } name ? $"{name} {code}" : code;
    }
}

/// <param name="Field">Name of the member in the file.</param>
public sealed record FieldChange(string Field, string? Before, string? After);
