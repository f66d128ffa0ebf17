using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Host.Elsa.Definitions;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>Instances that a bulk action is about: by id, or by definition.</summary>
public sealed record BulkInstancesRequest(IReadOnlyList<string>? Ids, string? DefinitionVersionId, string? DefinitionId, string? VersionOptions);

/// <summary>New values of variables, by id.</summary>
public sealed record AmendVariablesRequest(IReadOnlyList<VariableValue>? Variables);

/// <summary>A variable's new value.</summary>
public sealed record VariableValue(string Id, JsonElement Value);

/// <summary>Cancel, delete, amend, import (elsa-studio-contract.md §7.3, routes 39 to 42 and 45).</summary>
internal static class InstanceWrites
{
    public static void Map(IEndpointRouteBuilder edit)
    {
        edit.MapDelete("/workflow-instances/{id}", async (string id, InstanceOperations operations, CancellationToken stop) =>
        {
            await operations.DeleteAsync(id, stop);
            return Results.NoContent();
        });
        edit.MapPost("/workflow-instances/{id}/variables", async (string id, HttpRequest request, InstanceOperations operations, CancellationToken stop) =>
        {
            var values = (await ElsaBody.ReadAsync<AmendVariablesRequest>(request)).Variables ?? [];
            var state = await operations.AmendAsync(id, [.. values.Select(value => new VariableState(value.Id, "", value.Value))], stop);
            return new ElsaList<VariableState>(WorkflowStates.Variables(state));
        });
        edit.MapPost("/cancel/workflow-instances/{id}", async (string id, InstanceOperations operations, CancellationToken stop) =>
        {
            await operations.CancelAsync(id, stop);
            return Results.Ok();
        });
        var bulk = edit.MapGroup("/bulk-actions");
        bulk.MapPost("/delete/workflow-instances/by-id", async (HttpRequest request, InstanceOperations operations, CancellationToken stop) => new
        {
            deleted = await InstanceOperations.EachAsync((await ElsaBody.ReadAsync<BulkInstancesRequest>(request)).Ids ?? [], id => operations.DeleteAsync(id, stop)),
        });
        bulk.MapPost("/cancel/workflow-instances", async (
            HttpRequest request, InstanceOperations operations, InstanceLists lists, DefinitionQueries queries, CancellationToken stop) =>
        {
            var ids = await IdsAsync(await ElsaBody.ReadAsync<BulkInstancesRequest>(request), lists, queries, stop);
            return new { cancelled = await InstanceOperations.EachAsync(ids, id => operations.CancelAsync(id, stop)) };
        });
        bulk.MapPost("/import/workflow-instances", async (HttpRequest request, InstanceImport import, CancellationToken stop) =>
        {
            var count = await import.ImportAsync(await UploadedFiles.ReadAsync(request, stop), stop);
            return new { count, imported = count };
        });
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(
        BulkInstancesRequest request, InstanceLists lists, DefinitionQueries queries, CancellationToken stop)
    {
        if (request.Ids is { Count: > 0 } ids) return ids;
        if (request.DefinitionVersionId is { Length: > 0 } versionId) return await lists.RunningAsync(new InstanceFilter { DefinitionVersionIds = [versionId] }, stop);
        if (request.DefinitionId is not { Length: > 0 } definitionId) throw ElsaErrors.Invalid("body.missing", "ids");
        if (string.IsNullOrEmpty(request.VersionOptions)) return await lists.RunningAsync(new InstanceFilter { DefinitionId = definitionId }, stop);
        var version = await DefinitionReads.VersionAsync(queries, definitionId, ElsaQuery.Versions(request.VersionOptions), stop);
        return await lists.RunningAsync(new InstanceFilter { DefinitionVersionIds = [version.Summary.Id] }, stop);
    }
}
