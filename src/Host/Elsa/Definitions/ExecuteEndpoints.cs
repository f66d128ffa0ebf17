using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Elsa.Instances;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>Start of an instance from Studio.</summary>
public sealed record ExecuteDefinitionRequest(
    string? CorrelationId, string? Name, string? TriggerActivityId, string? VersionOptions, Dictionary<string, JsonElement>? Input, int? Count);

/// <summary>Starting instances (elsa-studio-contract.md §7.2, route 32; §8). The answer to Studio is in two headers.</summary>
internal static class ExecuteEndpoints
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";
    private const string CannotStartHeader = "x-elsa-workflow-cannot-start";
    private const int MostAtOnce = 100;

    public static void Map(IEndpointRouteBuilder edit)
    {
        var group = edit.MapGroup("/workflow-definitions/{definitionId}");
        group.MapPost("/execute", async (string definitionId, HttpContext http, Starts starts, InstanceViews views, CancellationToken stop) =>
            await ExecuteAsync(definitionId, await ElsaBody.ReadAsync<ExecuteDefinitionRequest>(http.Request), http, starts, views, stop));
        group.MapGet("/execute", async (string definitionId, HttpContext http, Starts starts, InstanceViews views, CancellationToken stop) =>
            await ExecuteAsync(definitionId, FromQuery(new ElsaQuery(http.Request)), http, starts, views, stop));
        group.MapPost("/dispatch", async (string definitionId, HttpContext http, Starts starts, CancellationToken stop) => new
        {
            workflowInstanceId = await starts.StartAsync(definitionId, await ElsaBody.ReadAsync<ExecuteDefinitionRequest>(http.Request), http, 0, stop),
        });
        group.MapPost("/bulk-dispatch", async (string definitionId, HttpContext http, Starts starts, CancellationToken stop) =>
        {
            var body = await ElsaBody.ReadAsync<ExecuteDefinitionRequest>(http.Request);
            if (body.Count is < 1 or > MostAtOnce)
                throw ElsaErrors.Invalid("query.invalid", "count", body.Count.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), $"1–{MostAtOnce}");
            var ids = new List<string?>();
            for (var i = 0; i < (body.Count ?? 1); i++) ids.Add(await starts.StartAsync(definitionId, body, http, i, stop));
            return new { workflowInstanceIds = ids.OfType<string>() };
        });
    }

    private static async Task<IResult> ExecuteAsync(
        string definitionId, ExecuteDefinitionRequest body, HttpContext http, Starts starts, InstanceViews views, CancellationToken stop)
    {
        var id = await starts.StartAsync(definitionId, body, http, 0, stop);
        http.Response.Headers[CannotStartHeader] = id is null ? "True" : "False";
        if (id is null) return Results.Ok();
        http.Response.Headers[InstanceHeader] = id;
        return Results.Json(new { workflowState = (await views.FindAsync(id, stop)).WorkflowState }, ElsaJson.Options);
    }

    private static ExecuteDefinitionRequest FromQuery(ElsaQuery query)
    {
        try
        {
            var input = query.Text("input") is { } text ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) : null;
            return new ExecuteDefinitionRequest(
                query.Text("correlationId"), query.Text("name"), query.Text("triggerActivityId"), query.Text("versionOptions"), input, null);
        }
        catch (JsonException)
        {
            throw ElsaErrors.Invalid("body.wrong-shape", "input");
        }
    }
}

/// <summary>Starts instances for the current user.</summary>
internal sealed class Starts(
    DefinitionStore store, DefinitionQueries queries, ActivationRules activation, IWorkflowRuntime runtime, IBusinessClock clock, CurrentUser user)
{
    /// <param name="number">Number of the start within the request.</param>
    /// <returns>The instance's id, or null when the activation strategy allows no more instances.</returns>
    public async Task<string?> StartAsync(string definitionId, ExecuteDefinitionRequest request, HttpContext http, int number, CancellationToken stop)
    {
        var versions = string.IsNullOrWhiteSpace(request.VersionOptions) ? VersionOptions.Published : ElsaQuery.Versions(request.VersionOptions);
        await DefinitionReads.VersionAsync(queries, definitionId, versions, stop);
        var content = await store.GetContentAsync(definitionId, versions, stop);
        var strategy = WorkflowDocument.Of(content).Options.ActivationStrategyType;
        if (!await activation.AllowsAsync(strategy, definitionId, request.CorrelationId, stop)) return null;

        var at = clock.Now;
        var id = IdempotencyKey.StimulusId(http, user.PrincipalId) + (number == 0 ? "" : FormattableString.Invariant($"-{number}"));
        var reply = await runtime.StartAsync(content.Hash, new Start
        {
            Id = id,
            Actor = user.Actor,
            At = at,
            InstanceId = InstanceIds.Of(at, id),
            Input = request.Input ?? [],
            CorrelationId = string.IsNullOrWhiteSpace(request.CorrelationId) ? null : request.CorrelationId,
            Name = request.Name,
            TriggerActivityId = string.IsNullOrWhiteSpace(request.TriggerActivityId) ? null : request.TriggerActivityId,
        }, stop);
        return reply.Refusal is { } refusal ? throw ProblemHandler.ToProblem(refusal) : reply.InstanceId;
    }
}
