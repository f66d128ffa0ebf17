using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Host.Definitions;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>Versions to put into a zip.</summary>
public sealed record BulkExportRequest(IReadOnlyList<string>? Ids, bool IncludeConsumingWorkflows);

/// <summary>Export and import of one and many (elsa-studio-contract.md §7.2, routes 29 to 31; elsa-definition-format.md §3).</summary>
internal static class DefinitionFiles
{
    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder edit)
    {
        read.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        read.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
        edit.MapMethods("/workflow-definitions/import", [HttpMethods.Post, HttpMethods.Put], (
            HttpRequest request, DefinitionEditing editing, DefinitionResponses responses, CancellationToken stop) =>
            ImportAsync(null, request, editing, responses, stop));
        edit.MapMethods("/workflow-definitions/{definitionId}/import", [HttpMethods.Post, HttpMethods.Put], (
            string definitionId, HttpRequest request, DefinitionEditing editing, DefinitionResponses responses, CancellationToken stop) =>
            ImportAsync(definitionId, request, editing, responses, stop));
        edit.MapPost("/workflow-definitions/import-files", async (HttpRequest request, DefinitionEditing editing, CancellationToken stop) =>
        {
            var documents = (await UploadedFiles.ReadAsync(request, stop)).Select(file => WorkflowDocument.Parse(file.Bytes)).ToList();
            foreach (var document in documents) await editing.ImportAsync(document, stop);
            return new { count = documents.Count };
        });
    }

    private static async Task<IResult> ExportAsync(
        string definitionId, HttpRequest request, DefinitionQueries queries, DefinitionStore store, CancellationToken stop)
    {
        var query = new ElsaQuery(request);
        var version = await DefinitionReads.VersionAsync(queries, definitionId, query.Versions() ?? VersionOptions.Latest, stop);
        return File(query.Flag("includeConsumingWorkflows") == true
            ? DefinitionExport.Many([version, .. await store.FindConsumersAsync(definitionId, stop)])
            : DefinitionExport.One(version));
    }

    private static async Task<IResult> ExportManyAsync(HttpRequest request, DefinitionQueries queries, DefinitionStore store, CancellationToken stop)
    {
        var body = await ElsaBody.ReadAsync<BulkExportRequest>(request);
        var versions = (await queries.FindVersionsAsync(body.Ids ?? [], stop)).ToDictionary(version => version.Summary.Id, StringComparer.Ordinal);
        if (body.IncludeConsumingWorkflows)
        {
            foreach (var definitionId in versions.Values.Select(version => version.Summary.DefinitionId).Distinct().ToList())
            {
                foreach (var consumer in await store.FindConsumersAsync(definitionId, stop)) versions.TryAdd(consumer.Summary.Id, consumer);
            }
        }

        return versions.Count == 0 ? Results.NoContent() : File(DefinitionExport.Many(versions.Values));
    }

    private static async Task<object> ImportAsync(
        string? definitionId, HttpRequest request, DefinitionEditing editing, DefinitionResponses responses, CancellationToken stop)
    {
        var body = await ElsaBody.ReadAsync<JsonElement>(request);
        if (definitionId is not null && body.ValueKind == JsonValueKind.Object)
        {
            var renamed = JsonObject.Create(body)!;
            renamed["definitionId"] = definitionId;
            body = JsonSerializer.SerializeToElement(renamed);
        }

        var saved = await editing.ImportAsync(WorkflowDocument.From(body), stop);
        return await responses.ShowAsync(saved.Version, null, stop);
    }

    private static IResult File(DefinitionFile file) => Results.File(file.Bytes, file.ContentType, file.FileName);
}
