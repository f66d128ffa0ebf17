using System.Text.Json;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Elsa.Instances;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Elsa.Operations;

/// <summary>A change to all instances that match.</summary>
public sealed record SubmitAlterationsRequest(string? Id, IReadOnlyList<Alteration>? Alterations, InstanceFilter? Filter);

/// <summary>One change; <c>Cancel</c> is the only one.</summary>
public sealed record Alteration(string? Type);

/// <summary>Faulted instances to go on with.</summary>
public sealed record RetryInstancesRequest(IReadOnlyList<string>? WorkflowInstanceIds, IReadOnlyList<string>? ActivityIds);

/// <summary>Result of an external task.</summary>
public sealed record CompleteTaskRequest(JsonElement Result);

/// <summary>An event from outside.</summary>
public sealed record TriggerEventRequest(string? WorkflowInstanceId, string? CorrelationId, JsonElement Input);

/// <summary>Actions beyond single instances (elsa-studio-contract.md §8): alterations, external tasks, events.</summary>
internal static class OperationEndpoints
{
    // The candidate of tasks that software completes.
    private const string SystemCandidate = "system";

    public static void Map(IEndpointRouteBuilder edit)
    {
        edit.MapPost("/alterations/submit", SubmitAsync);
        edit.MapPost("/alterations/workflows/retry", async (HttpRequest request, InstanceOperations operations, CancellationToken stop) =>
        {
            var body = await ElsaBody.ReadAsync<RetryInstancesRequest>(request);
            var results = new List<object>();
            foreach (var id in (body.WorkflowInstanceIds ?? []).Distinct(StringComparer.Ordinal))
            {
                results.Add(new { workflowInstanceId = id, retried = await operations.RetryAsync(id, body.ActivityIds ?? [], stop) });
            }

            return new { results };
        });
        edit.MapPost("/tasks/{taskId}/complete", CompleteAsync);
        edit.MapPost("/events/{eventName}/trigger", TriggerAsync);
    }

    private static async Task<object> SubmitAsync(HttpRequest request, InstanceOperations operations, InstanceLists lists, CancellationToken stop)
    {
        var body = await ElsaBody.ReadAsync<SubmitAlterationsRequest>(request);
        var changes = body.Alterations ?? [];
        if (changes.Count == 0) throw ElsaErrors.Invalid("body.missing", "alterations");
        if (changes.FirstOrDefault(change => change.Type != nameof(Cancel)) is { } other) throw ElsaErrors.Invalid("alteration.unsupported", other.Type);
        var ids = await lists.RunningAsync(body.Filter ?? throw ElsaErrors.Invalid("body.missing", "filter"), stop);
        var cancelled = await InstanceOperations.EachAsync(ids, id => operations.CancelAsync(id, stop));
        return new { planId = string.IsNullOrEmpty(body.Id) ? DerivedIds.Of("alteration", string.Join('\n', ids)) : body.Id, cancelled };
    }

    private static async Task<IResult> CompleteAsync(
        string taskId, HttpContext http, IWorkflowDb db, IWorkflowRuntime runtime, IBusinessClock clock, CurrentUser user, CancellationToken stop)
    {
        var body = await ElsaBody.ReadAsync<CompleteTaskRequest>(http.Request);
        await using var context = db.Open();
        var instanceId = await context.Tasks
            .Where(task => task.Id == taskId && context.TaskCandidates.Any(candidate => candidate.TaskId == task.Id && candidate.Candidate == SystemCandidate))
            .Where(task => task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Claimed)
            .Select(task => task.InstanceId).FirstOrDefaultAsync(stop) ?? throw ElsaErrors.NotFound("task.none", taskId);
        var reply = await runtime.DeliverAsync(instanceId, new TaskCompleted(taskId, null, body.Result, SystemCandidate)
        {
            Id = IdempotencyKey.StimulusId(http, user.PrincipalId),
            Actor = user.Actor,
            At = clock.Now,
        }, stop);
        return reply.Refusal is { } refusal ? throw ProblemHandler.ToProblem(refusal) : Results.Ok();
    }

    private static async Task<IResult> TriggerAsync(
        string eventName, HttpContext http, IWorkflowRuntime runtime, IBusinessClock clock, CurrentUser user, CancellationToken stop)
    {
        var body = await ElsaBody.ReadAsync<TriggerEventRequest>(http.Request);
        if (string.IsNullOrWhiteSpace(eventName) || eventName.Length > Lengths.Name) throw ElsaErrors.Invalid("event.no-name");
        var refusal = await runtime.PublishAsync(new PublishedEvent(
            IdempotencyKey.StimulusId(http, user.PrincipalId), eventName, body.CorrelationId, body.WorkflowInstanceId, body.Input, user.Actor, clock.Now), stop);
        return refusal is null ? Results.Ok() : throw ProblemHandler.ToProblem(refusal);
    }
}
