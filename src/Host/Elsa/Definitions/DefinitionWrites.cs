using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Editing;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Host.Definitions;
using GridGov.Workflow.Host.Elsa.Wire;

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
        group.MapPost("/{definitionId}/publish", async (string definitionId, DefinitionEditing editing, DefinitionResponses responses, CancellationToken stop) =>
            await SavedAsync(await editing.PublishAsync(definitionId, stop), null, responses, stop));
        group.MapPost("/{definitionId}/retract", async (string definitionId, DefinitionEditing editing, DefinitionResponses responses, CancellationToken stop) =>
            await responses.ShowAsync(await editing.RetractAsync(definitionId, stop), null, stop));
        group.MapPost("/{definitionId}/revert/{version:int}", async (
            string definitionId, int version, DefinitionEditing editing, DefinitionResponses responses, CancellationToken stop) =>
            responses.Summarize((await editing.RevertAsync(definitionId, version, stop)).Summary));
        group.MapDelete("/{definitionId}", async (string definitionId, DefinitionEditing editing, CancellationToken stop) =>
            await editing.DeleteDefinitionAsync(definitionId, stop)
                ? Results.NoContent()
                : throw ElsaErrors.NotFound("definition.none", definitionId, VersionOptions.AllVersions));
        group.MapDelete("/{definitionId}/version/{version:int}", async (string definitionId, int version, DefinitionEditing editing, DefinitionQueries queries, CancellationToken stop) =>
        {
            var found = await DefinitionReads.VersionAsync(queries, definitionId, VersionOptions.Specific(version), stop);
            await editing.DeleteVersionAsync(found.Summary.Id, stop);
            return Results.Ok();
        });
        group.MapPost("/{definitionId}/update-references", async (string definitionId, DefinitionEditing editing, CancellationToken stop) => new
        {
            affectedWorkflows = (await editing.UpdateConsumersAsync(definitionId, stop)).Select(definition => definition.Name ?? definition.DefinitionId),
        });
        edit.MapDelete("/workflow-definition-versions/{id}", async (string id, DefinitionEditing editing, CancellationToken stop) =>
            await editing.DeleteVersionAsync(id, stop) ? Results.NoContent() : throw ElsaErrors.NotFound("definition.version-none", id));
    }

    private static async Task<object> SaveAsync(
        HttpRequest request, DefinitionEditing editing, DefinitionResponses responses, CancellationToken stop)
    {
        var body = await ElsaBody.ReadAsync<SaveDefinitionRequest>(request);
        if (body.Model.ValueKind != JsonValueKind.Object) throw ElsaErrors.Invalid("body.missing", "model");
        var model = WorkflowDocument.From(body.Model);
        var saved = await editing.SaveAsync(model, body.Publish == true, stop);
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
