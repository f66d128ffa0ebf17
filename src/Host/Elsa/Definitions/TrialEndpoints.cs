using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Trials;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Elsa.Definitions;

/// <summary>The activity that the editor's Test tab wants to try.</summary>
public sealed record TrialRequest(DefinitionHandle? WorkflowDefinitionHandle, ActivityHandle? ActivityHandle);

/// <summary>A version by its id.</summary>
public sealed record DefinitionHandle(string? DefinitionVersionId);

/// <summary>An activity by its node id.</summary>
public sealed record ActivityHandle(string? ActivityNodeId);

/// <summary>Trying one activity (elsa-studio-contract.md §8): the pure core runs it, nothing is stored or sent.</summary>
internal static class TrialEndpoints
{
    public static void Map(IEndpointRouteBuilder edit) => edit.MapPost("/tests/activities", async (
        HttpRequest request, DefinitionQueries queries, DefinitionStore store, ActivityTrial trial, CurrentUser user, CancellationToken stop) =>
    {
        var body = await ElsaBody.ReadAsync<TrialRequest>(request);
        var versionId = body.WorkflowDefinitionHandle?.DefinitionVersionId ?? throw ElsaErrors.Invalid("body.missing", "workflowDefinitionHandle.definitionVersionId");
        var nodeId = body.ActivityHandle?.ActivityNodeId ?? throw ElsaErrors.Invalid("body.missing", "activityHandle.activityNodeId");
        var content = await SubgraphEndpoints.ContentAsync(versionId, queries, store, stop);
        var result = await trial.RunAsync(content, nodeId, user.Actor) ?? throw ElsaErrors.NotFound("definition.node-none", versionId, nodeId);
        return new
        {
            activityState = result.Inputs,
            payload = new Dictionary<string, object> { ["Outcomes"] = result.Outcomes },
            outputs = result.Outputs,
            exception = result.Fault,
            status = result.Status,
        };
    });
}
