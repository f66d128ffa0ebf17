using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Host.Elsa.Definitions;
using GridGov.Workflow.Host.Elsa.Descriptors;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Scripting;

/// <summary>The input that is being edited.</summary>
public sealed record TypeDeclarationRequest(string? ActivityTypeName, string? PropertyName);

/// <summary>Declarations for the script editor (elsa-studio-contract.md §7.2, route 33).</summary>
internal static class TypeDeclarationEndpoints
{
    public static void Map(IEndpointRouteBuilder read) => read.MapPost("/scripting/javascript/type-definitions/{definitionId}", async (
        string definitionId, HttpRequest request, DefinitionQueries queries, ActivityCatalogue catalogue, CancellationToken stop) =>
    {
        var body = await ElsaBody.ReadAsync<TypeDeclarationRequest>(request);
        var version = await DefinitionReads.VersionAsync(queries, definitionId, VersionOptions.Latest, stop);
        var text = TypeDeclarations.Write(version.Document, (await catalogue.GetAsync(stop)).Descriptors, body.ActivityTypeName);
        return Results.Text(text, "application/x-typescript; charset=utf-8");
    });
}
