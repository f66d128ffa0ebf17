using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Diff;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>Lists and single definitions (elsa-studio-contract.md §7.2, routes 13 to 15 and 18; §8).</summary>
internal static class DefinitionReads
{
    public static void Map(IEndpointRouteBuilder read)
    {
        var group = read.MapGroup("/workflow-definitions");
        group.MapGet("/", async (HttpRequest request, DefinitionQueries queries, DefinitionResponses responses, CancellationToken stop) =>
            responses.Page(await queries.ListAsync(Query(new ElsaQuery(request)), stop)));
        group.MapGet("/by-definition-id/{definitionId}", FindAsync);
        group.MapGet("/by-id/{id}", async (string id, DefinitionQueries queries, DefinitionResponses responses, CancellationToken stop) =>
            await responses.ShowAsync(await VersionAsync(queries, id, stop), null, stop));
        group.MapGet("/validation/is-name-unique", async (HttpRequest request, DefinitionQueries queries, CancellationToken stop) =>
        {
            var query = new ElsaQuery(request);
            return new { isUnique = await queries.IsNameUniqueAsync(query.Text("name") ?? "", query.Text("definitionId"), stop) };
        });
        group.MapGet("/many-by-id", async (HttpRequest request, DefinitionQueries queries, DefinitionResponses responses, CancellationToken stop) =>
            new ElsaList<object>(await responses.ShowAsync(await queries.FindVersionsAsync(new ElsaQuery(request).List("Ids"), stop), stop)));
        group.MapGet("/query/count", async (DefinitionQueries queries, CancellationToken stop) => new { count = await queries.CountAsync(stop) });
        group.MapGet("/{definitionId}", FindAsync);
        group.MapGet("/{definitionId}/versions", async (string definitionId, DefinitionQueries queries, DefinitionResponses responses, CancellationToken stop) =>
            await responses.ShowAsync(await queries.FindVersionsAsync(definitionId, stop), stop));
        group.MapGet("/{definitionId}/consumers", async (string definitionId, DefinitionStore store, CancellationToken stop) => new
        {
            consumingWorkflowDefinitionIds = (await store.FindConsumersAsync(definitionId, stop)).Select(version => version.Summary.DefinitionId),
        });
        group.MapGet("/{definitionId}/diff", DiffAsync);
    }

    /// <exception cref="Problems.ProblemException">404.</exception>
    public static async Task<DefinitionVersion> VersionAsync(DefinitionQueries queries, string id, CancellationToken stop) =>
        await queries.FindVersionAsync(id, stop) ?? throw ElsaErrors.NotFound("definition.version-none", id);

    /// <exception cref="Problems.ProblemException">404.</exception>
    public static async Task<DefinitionVersion> VersionAsync(DefinitionQueries queries, string definitionId, VersionOptions versions, CancellationToken stop) =>
        await queries.FindAsync(definitionId, versions, stop) ?? throw ElsaErrors.NotFound("definition.none", definitionId, versions);

    private static async Task<object> FindAsync(
        string definitionId, HttpRequest request, DefinitionQueries queries, DefinitionResponses responses, CancellationToken stop)
    {
        var versions = new ElsaQuery(request).Versions() ?? VersionOptions.Latest;
        return await responses.ShowAsync(await VersionAsync(queries, definitionId, versions, stop), null, stop);
    }

    private static async Task<object> DiffAsync(
        string definitionId, HttpRequest request, DefinitionQueries queries, IActivityRegistry registry, CancellationToken stop)
    {
        var query = new ElsaQuery(request);
        var to = await VersionAsync(queries, definitionId, Selector(query.Text("to")) ?? VersionOptions.Latest, stop);
        var before = Selector(query.Text("from")) ?? VersionOptions.Specific(Math.Max(1, to.Summary.Version - 1));
        var from = await VersionAsync(queries, definitionId, before, stop);
        return new
        {
            definitionId,
            from = Side(from.Summary),
            to = Side(to.Summary),
            changes = DefinitionDiff.Compare(from.Document, to.Document, registry),
        };
    }

    private static VersionOptions? Selector(string? text) => text is null ? null : ElsaQuery.Versions(text);

    private static object Side(DefinitionSummary version) => new { version.Id, version.Version, version.Name, version.SavedBy, version.SavedAt, version.IsPublished };

    private static DefinitionQuery Query(ElsaQuery query) => new()
    {
        Versions = query.Versions(),
        DefinitionIds = query.List("DefinitionIds"),
        Ids = query.List("Ids"),
        SearchTerm = query.Text("SearchTerm"),
        IsSystem = query.Flag("IsSystem"),
        OrderBy = query.Text("OrderBy") switch
        {
            null => DefinitionOrder.Created,
            { } text when Enum.TryParse<DefinitionOrder>(text, ignoreCase: true, out var order) && Enum.IsDefined(order) => order,
            { } text => throw ElsaErrors.Invalid("query.invalid", "OrderBy", text, "Created, Name, Version"),
        },
        Descending = query.Text("OrderDirection") is { } direction ? direction.Equals("Descending", StringComparison.OrdinalIgnoreCase) : null,
        Page = query.Number("Page"),
        PageSize = query.Number("PageSize"),
    };
}
