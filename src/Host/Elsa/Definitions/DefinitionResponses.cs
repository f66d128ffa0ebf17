using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions.Editing;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Host.Elsa.Descriptors;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>A definition in a list (elsa-studio-contract.md §7.2).</summary>
public sealed record DefinitionListItem(
    string Id, string DefinitionId, string? Name, string? Description, int Version, string? ToolVersion, bool IsLatest, bool IsPublished,
    string? ProviderName, string MaterializerName, DateTimeOffset CreatedAt, bool IsReadonly, bool IsMaterializerAvailable, IReadOnlyList<Link> Links);

/// <summary>Definitions as Studio gets them: complete, with links by the reader's rights and with an editing mark.</summary>
internal sealed class DefinitionResponses(ActivityCatalogue catalogue, DesignerRights rights, IDefinitionIds ids)
{
    /// <summary>A whole definition.</summary>
    /// <param name="session">Editing session that goes on; null = a new one begins.</param>
    public async Task<JsonObject> ShowAsync(DefinitionVersion version, string? session, CancellationToken stop)
    {
        var document = (await catalogue.GetAsync(stop)).Presenter.Present(version);
        EditMark.For(version, session ?? ids.Next()).PutOn(document);
        document["links"] = JsonSerializer.SerializeToNode(DefinitionLinks.Of(version.Summary, rights.MayEdit), ElsaJson.Options);
        return document;
    }

    public async Task<IReadOnlyList<JsonObject>> ShowAsync(IEnumerable<DefinitionVersion> versions, CancellationToken stop)
    {
        var shown = new List<JsonObject>();
        foreach (var version in versions) shown.Add(await ShowAsync(version, null, stop));
        return shown;
    }

    public DefinitionListItem Summarize(DefinitionSummary summary) => new(
        summary.Id, summary.DefinitionId, summary.Name, summary.Description, summary.Version, summary.ToolVersion, summary.IsLatest, summary.IsPublished,
        null, "Json", summary.CreatedAt, summary.IsReadonly, IsMaterializerAvailable: true, DefinitionLinks.Of(summary, rights.MayEdit));

    public ElsaPage<DefinitionListItem> Page(DefinitionPage page) =>
        new([.. page.Items.Select(Summarize)], page.TotalCount, DefinitionLinks.OfPage(rights.MayEdit));
}
