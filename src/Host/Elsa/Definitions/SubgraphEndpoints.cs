using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Subgraphs;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Host.Elsa.Descriptors;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>Parts of a version, inner workflows included (elsa-studio-contract.md §7.2, routes 16 and 17).</summary>
internal static class SubgraphEndpoints
{
    public static void Map(IEndpointRouteBuilder read)
    {
        var group = read.MapGroup("/workflow-definitions/subgraph");
        group.MapGet("/{id}", async (
            string id, HttpRequest request, DefinitionQueries queries, DefinitionStore store, IWorkflowCompiler compiler, ActivityCatalogue catalogue, CancellationToken stop) =>
            (await LoadAsync(id, queries, store, compiler, catalogue, stop)).FindOrRoot(new ElsaQuery(request).Text("parentNodeId")));
        group.MapGet("/segments/{id}", async (
            string id, HttpRequest request, DefinitionQueries queries, DefinitionStore store, IWorkflowCompiler compiler, ActivityCatalogue catalogue, CancellationToken stop) =>
        {
            var nodeId = new ElsaQuery(request).Text("childNodeId") ?? throw ElsaErrors.Invalid("body.missing", "childNodeId");
            return (await LoadAsync(id, queries, store, compiler, catalogue, stop)).FindPath(nodeId) ?? throw ElsaErrors.Invalid("definition.node-none", id, nodeId);
        });
    }

    /// <summary>The content of a version, also of a deleted one that instances name.</summary>
    public static async Task<DefinitionContent> ContentAsync(string id, DefinitionQueries queries, DefinitionStore store, CancellationToken stop)
    {
        var summary = (await DefinitionReads.VersionAsync(queries, id, stop)).Summary;
        return await queries.FindAsync(summary.ContentHash, stop)
            ?? await store.GetContentAsync(summary.DefinitionId, VersionOptions.Specific(summary.Version), stop);
    }

    private static async Task<DefinitionSubgraph> LoadAsync(
        string id, DefinitionQueries queries, DefinitionStore store, IWorkflowCompiler compiler, ActivityCatalogue catalogue, CancellationToken stop)
    {
        var compiled = compiler.Compile(await ContentAsync(id, queries, store, stop));
        return compiled.Graph is { } graph
            ? new DefinitionSubgraph(graph, (await catalogue.GetAsync(stop)).Presenter)
            : throw ElsaErrors.Invalid("definition.no-graph", id, string.Join(' ', compiled.Faults.Take(3).Select(fault => fault.Message)));
    }
}
