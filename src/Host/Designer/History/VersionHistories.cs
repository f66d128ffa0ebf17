using System.Globalization;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Diff;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Designer.History;

/// <summary>Puts the versions of a definition and the differences of two of them together.</summary>
internal sealed class VersionHistories(DefinitionQueries queries, IActivityRegistry registry, IDirectory directory, UiTexts texts)
{
    /// <summary>Null when there is no such definition. Without a choice, or with an impossible one, the newest version against the one before.</summary>
    public async Task<VersionHistory?> FindAsync(string definitionId, string? from, string? to, CancellationToken stop)
    {
        var page = await queries.ListAsync(
            new DefinitionQuery
            {
                DefinitionIds = [definitionId],
                OrderBy = DefinitionOrder.Version,
                Descending = true,
            },
            stop);
        if (page.Items.Count == 0) return null;
        var numbers = page.Items.Select(item => item.Version).ToList();
        var unknown = new[] { from, to }.FirstOrDefault(text => !string.IsNullOrEmpty(text) && Number(text, numbers) is null);
        var chosenTo = unknown is null ? Number(to, numbers) : null;
        var chosenFrom = unknown is null ? Number(from, numbers) : null;
        var compared = numbers.Count < 2 ? null : await CompareAsync(definitionId, numbers, chosenFrom, chosenTo, stop);
        return new VersionHistory(definitionId, page.Items[0].Name ?? definitionId, [.. page.Items.Select(Line)], compared, unknown);
    }

    private async Task<Comparison?> CompareAsync(string definitionId, List<int> numbers, int? from, int? to, CancellationToken stop)
    {
        var newer = to ?? numbers[0];

        // The first version has none before it: it is compared with itself.
        var older = from ?? numbers.FirstOrDefault(number => number < newer, newer);
        var before = await queries.FindAsync(definitionId, VersionOptions.Specific(older), stop);
        var after = await queries.FindAsync(definitionId, VersionOptions.Specific(newer), stop);

        // Deleted in this very moment.
        if (before is null || after is null) return null;
        return new Comparison(older, newer, DefinitionDiff.Compare(before.Document, after.Document, registry, texts.IsEnglish));
    }

    private VersionLine Line(DefinitionSummary version) => new(
        version.Version,
        version.SavedBy is { } id ? directory.Current.PersonById(id)?.Name ?? id : null,
        ElsaTexts.LocalTime(version.SavedAt),
        version.IsPublished,
        version.IsLatest);

    private static int? Number(string? text, List<int> numbers) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && numbers.Contains(number) ? number : null;
}
