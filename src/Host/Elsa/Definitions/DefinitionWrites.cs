using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Editing;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>What Studio posts to save and to publish.</summary>
public sealed record SaveDefinitionRequest(JsonElement Model, bool? Publish);

/// <summary>Save, publish, retract, revert, delete (elsa-studio-contract.md §7.2, routes 19 to 24).</summary>
internal static class DefinitionWrites
{
    public static void Map(IEndpointRouteBuilder edit)
    {
        var group = edit.MapGroup("/workflow-definitions");
        group.MapPost("/", SaveAsync);
        group.MapPost("/{definitionId}/publish", async (string definitionId, DefinitionStore store, DefinitionResponses responses, CurrentUser user, CancellationToken stop) =>
            await SavedAsync(await store.PublishAsync(definitionId, user.Actor.Id, stop), null, responses, stop));
        group.MapPost("/{definitionId}/retract", async (string definitionId, DefinitionStore store, DefinitionResponses responses, CancellationToken stop) =>
            await responses.ShowAsync(await store.RetractAsync(definitionId, stop), null, stop));
        group.MapPost("/{definitionId}/revert/{version:int}", async (
            string definitionId, int version, DefinitionStore store, DefinitionResponses responses, CurrentUser user, CancellationToken stop) =>
            responses.Summarize((await store.RevertAsync(definitionId, version, user.Actor.Id, stop)).Summary));
        group.MapDelete("/{definitionId}", async (string definitionId, DefinitionStore store, CancellationToken stop) =>
            await store.DeleteDefinitionAsync(definitionId, stop)
                ? Results.NoContent()
                : throw ElsaErrors.NotFound("definition.none", definitionId, VersionOptions.AllVersions));
        group.MapDelete("/{definitionId}/version/{version:int}", async (string definitionId, int version, DefinitionStore store, DefinitionQueries queries, CancellationToken stop) =>
        {
            var found = await DefinitionReads.VersionAsync(queries, definitionId, VersionOptions.Specific(version), stop);
            await store.DeleteVersionAsync(found.Summary.Id, stop);
            return Results.Ok();
        });
        group.MapPost("/{definitionId}/update-references", async (string definitionId, DefinitionStore store, CurrentUser user, CancellationToken stop) => new
        {
            affectedWorkflows = (await store.UpdateConsumersAsync(definitionId, user.Actor.Id, stop)).Select(definition => definition.Name ?? definition.DefinitionId),
        });
        edit.MapDelete("/workflow-definition-versions/{id}", async (string id, DefinitionStore store, CancellationToken stop) =>
            await store.DeleteVersionAsync(id, stop) ? Results.NoContent() : throw ElsaErrors.NotFound("definition.version-none", id));
    }

    private static async Task<object> SaveAsync(
        HttpRequest request, DefinitionStore store, DefinitionResponses responses, CurrentUser user, CancellationToken stop)
    {
        var body = await ElsaBody.ReadAsync<SaveDefinitionRequest>(request);
        if (body.Model.ValueKind != JsonValueKind.Object) throw ElsaErrors.Invalid("body.missing", "model");
        var model = WorkflowDocument.From(body.Model);
        var saved = await store.SaveAsync(model, body.Publish == true, user.Actor.Id, stop);
        return await SavedAsync(saved, EditMark.Of(model)?.Session, responses, stop);
    }

    private static async Task<object> SavedAsync(DefinitionSaved saved, string? session, DefinitionResponses responses, CancellationToken stop) => new
    {
        workflowDefinition = await responses.ShowAsync(saved.Version, session, stop),
        alreadyPublished = saved.AlreadyPublished,
        consumingWorkflowCount = saved.UpdatedConsumers.Count,
        validationErrors = Array.Empty<object>(),
    };
}
