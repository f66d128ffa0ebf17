using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Definitions;

/// <summary>What saving or publishing answers.</summary>
/// <param name="Warnings">Findings that did not refuse the publication.</param>
public sealed record DefinitionReply(
    string DefinitionId, string VersionId, int Version, string? Name, bool IsLatest, bool IsPublished, bool AlreadyPublished,
    IReadOnlyList<DefinitionFault> Warnings);

/// <summary>Definitions for programs: import, publish, retract, revert, export, execute. The designer has its own API.</summary>
internal static class DefinitionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/definitions").WithTags("Definitions").AddEndpointFilter<RequireDesigner>();
        group.MapGet("/", ListAsync);
        group.MapGet("/{definitionId}", async (string definitionId, DefinitionQueries queries, CancellationToken stop, string? version = null) =>
            Results.Content((await FindAsync(queries, definitionId, version, stop)).Document.ToString(), "application/json")).Produces<JsonElement>();
        group.MapGet("/{definitionId}/export", async (string definitionId, DefinitionQueries queries, CancellationToken stop, string? version = null) =>
        {
            var file = DefinitionExport.One(await FindAsync(queries, definitionId, version, stop));
            return Results.File(file.Bytes, file.ContentType, file.FileName);
        }).Produces<JsonElement>();

        var writes = api.MapGroup("/definitions").WithTags("Definitions").AddEndpointFilter<RequireDesigner>().AddEndpointFilter<IdempotentPosts>();
        writes.MapPost("/import", async (Command<JsonElement> command, DefinitionEditing editing, CancellationToken stop, bool publish = false) =>
            Reply(await GuardedAsync(() => editing.SaveAsync(WorkflowDocument.From(command.Body), publish || IsPublished(command.Body), stop))));
        writes.MapPost("/{definitionId}/publish", async (string definitionId, Command<Empty> _, DefinitionEditing editing, CancellationToken stop) =>
            Reply(await GuardedAsync(() => editing.PublishAsync(definitionId, stop))));
        writes.MapPost("/{definitionId}/retract", async (string definitionId, Command<Empty> _, DefinitionEditing editing, CancellationToken stop) =>
            (await GuardedAsync(() => editing.RetractAsync(definitionId, stop))).Summary);
        writes.MapPost("/{definitionId}/revert/{version:int}", async (string definitionId, int version, Command<Empty> _, DefinitionEditing editing, CancellationToken stop) =>
            (await GuardedAsync(() => editing.RevertAsync(definitionId, version, stop))).Summary);
        writes.MapDelete("/{definitionId}", async (string definitionId, DefinitionEditing editing, CancellationToken stop) =>
            await GuardedAsync(() => editing.DeleteDefinitionAsync(definitionId, stop)) ? Results.NoContent() : throw ProblemException.NotFound("definition", definitionId)).Produces(StatusCodes.Status204NoContent);

        api.MapPost("/definitions/{definitionId}/execute", ExecuteAsync).WithTags("Definitions").AddEndpointFilter<RequireDesigner>();
    }

    private static async Task<CommandReply> ExecuteAsync(
        string definitionId, Command<ExecuteRequest> command, DefinitionQueries queries, DefinitionStore store, IWorkflowRuntime runtime, CancellationToken stop)
    {
        var request = command.Body;
        var versions = Versions(request.Version);
        var hash = versions.Selector == VersionSelector.Published
            ? await queries.FindContentHashAsync(definitionId, stop) ?? throw ProblemException.NotFound("published definition", definitionId)
            : (await GuardedAsync(() => store.GetContentAsync(definitionId, versions, stop))).Hash;
        var start = new Start
        {
            Id = command.Id,
            Actor = command.Actor,
            At = command.At,
            BodyHash = command.BodyHash,
            InstanceId = InstanceIds.Of(command.At, command.Id),
            Input = request.Input ?? [],
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            TriggerActivityId = request.TriggerActivityId,
            FlowchartMode = request.FlowchartMode,
        };
        return (await runtime.StartAsync(hash, start, stop)).OrProblem();
    }

    private static async Task<DefinitionList> ListAsync(
        DefinitionQueries queries, CancellationToken stop, string? version = null, string? search = null, int page = 0, int pageSize = Cursor.DefaultLimit)
    {
        if (page < 0) throw ProblemException.Invalid("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture), "0 or more");
        var found = await queries.ListAsync(
            new DefinitionQuery { Versions = Versions(version), SearchTerm = search, Page = page, PageSize = Cursor.Limit(pageSize) }, stop);
        return new DefinitionList(found.Items, found.TotalCount);
    }

    private static async Task<DefinitionVersion> FindAsync(DefinitionQueries queries, string definitionId, string? version, CancellationToken stop) =>
        await queries.FindAsync(definitionId, Versions(version), stop) ?? throw ProblemException.NotFound("definition", definitionId);

    private static VersionOptions Versions(string? text) => string.IsNullOrWhiteSpace(text)
        ? VersionOptions.Latest
        : VersionOptions.TryParse(text, out var options) ? options : throw ProblemException.Invalid(
            "version", text, "Latest, Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions, or a number from 1");

    private static bool IsPublished(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("isPublished", out var published) && published.ValueKind == JsonValueKind.True;

    private static DefinitionReply Reply(DefinitionSaved saved)
    {
        var summary = saved.Version.Summary;
        return new DefinitionReply(
            summary.DefinitionId, summary.Id, summary.Version, summary.Name, summary.IsLatest, summary.IsPublished, saved.AlreadyPublished, saved.Warnings);
    }

    /// <summary>Refusals of the store as problems; all findings of a refused publication are listed under <c>faults</c>.</summary>
    internal static async Task<T> GuardedAsync<T>(Func<Task<T>> command)
    {
        try
        {
            return await command();
        }
        catch (DefinitionException refused)
        {
            var status = refused.Kind switch
            {
                DefinitionErrorKind.NotFound => StatusCodes.Status404NotFound,
                DefinitionErrorKind.ReadOnly => StatusCodes.Status403Forbidden,
                DefinitionErrorKind.Conflict or DefinitionErrorKind.State => StatusCodes.Status409Conflict,
                DefinitionErrorKind.Invalid => StatusCodes.Status422UnprocessableEntity,
                _ => StatusCodes.Status400BadRequest,
            };
            throw new ProblemException(status, refused.Code, refused.Message)
            {
                More = refused.Faults.Count == 0 ? null : new Dictionary<string, object?> { ["faults"] = refused.Faults },
            };
        }
    }
}

/// <summary>A page of definitions.</summary>
/// <param name="TotalCount">On all pages.</param>
public sealed record DefinitionList(IReadOnlyList<DefinitionSummary> Items, long TotalCount);

/// <summary>A body without members.</summary>
public sealed record Empty;
