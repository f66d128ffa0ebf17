using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Definitions;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Instances;

/// <summary>Start of an instance over REST.</summary>
/// <param name="Version">Published (default), Latest to try a draft, or a version number.</param>
/// <param name="FlowchartMode">Elsa's execution property: CounterBased (default) or TokenBased.</param>
public sealed record ExecuteRequest(
    Dictionary<string, JsonElement>? Input = null, string? CorrelationId = null, string? Name = null,
    string? TriggerActivityId = null, FlowchartMode FlowchartMode = FlowchartMode.CounterBased, string Version = "Published");

public sealed record CancelRequest(string Reason);

public sealed record RetryRequest(RetryMode Mode, string Reason, string? Outcome = null);

public sealed record AmendRequest(Dictionary<string, JsonElement> Variables, string Reason);

public sealed record PublishEventRequest(string Name, string? CorrelationId = null, string? InstanceId = null)
{
    public JsonElement Payload { get; init; }
}

/// <param name="EventId">Under which the event is delivered, once to each wait.</param>
public sealed record PublishEventReply(string EventId);

/// <summary>The commands on instances that carry no case; a case has its own actions.</summary>
internal static class InstanceCommands
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/instances").WithTags("Instances").AddEndpointFilter<RequireDesigner>().AddEndpointFilter<RequireReadableInstance>();
        group.MapGet("/", async (
            InstanceReader reader, ReadableCases readable, CancellationToken stop, string? definitionId = null, WorkflowStatus? status = null,
            string? correlationId = null, string? parentId = null, string? cursor = null, int? limit = null) =>
            await reader.ListAsync(readable, definitionId, status, correlationId, parentId, Cursor.Parse(cursor), Cursor.Limit(limit), stop));
        group.MapGet("/{id}", async (string id, InstanceReader reader, CancellationToken stop) =>
            await reader.FindAsync(id, stop) ?? throw ProblemException.NotFound("instance", id));
        group.MapGet("/{id}/journal", async (string id, InstanceReader reader, CancellationToken stop, long from = 1, int? limit = null) =>
        {
            var (items, next) = await reader.JournalAsync(id, from, Cursor.Limit(limit), stop);
            return new NumberedPage<BurstView>(items, next);
        });
        group.MapPost("/{id}/cancel", async (string id, Command<CancelRequest> command, IWorkflowRuntime runtime, CancellationToken stop) =>
        {
            await RefuseCaseAsync(runtime, id, "withdraw, void or merge", stop);
            return await DeliverAsync(runtime, id, new Cancel(Reason(command.Body.Reason)) { Id = command.Id, Actor = command.Actor, At = command.At, BodyHash = command.BodyHash }, stop);
        });
        group.MapPost("/{id}/incidents/{incidentId}/retry", (string id, string incidentId, Command<RetryRequest> command, IWorkflowRuntime runtime, CancellationToken stop) =>
            DeliverAsync(runtime, id, new Retry(incidentId, command.Body.Mode, command.Body.Outcome, Reason(command.Body.Reason)) { Id = command.Id, Actor = command.Actor, At = command.At, BodyHash = command.BodyHash }, stop));
        group.MapPost("/{id}/amend", (string id, Command<AmendRequest> command, IWorkflowRuntime runtime, CancellationToken stop) =>
            DeliverAsync(runtime, id, new Amend(command.Body.Variables, Reason(command.Body.Reason)) { Id = command.Id, Actor = command.Actor, At = command.At, BodyHash = command.BodyHash }, stop));
        api.MapPost("/events", async (Command<PublishEventRequest> command, IWorkflowRuntime runtime, CancellationToken stop) =>
        {
            if (string.IsNullOrWhiteSpace(command.Body.Name)) throw ProblemException.Missing("name", "the name of an event");
            var published = new PublishedEvent(command.Id, command.Body.Name, command.Body.CorrelationId, command.Body.InstanceId, command.Body.Payload, command.Actor, command.At);
            if (await runtime.PublishAsync(published, stop) is { } refusal) throw ProblemHandler.ToProblem(refusal);
            return Results.Accepted(value: new PublishEventReply(command.Id));
        }).Produces<PublishEventReply>(StatusCodes.Status202Accepted).WithTags("Instances").AddEndpointFilter<RequireDesigner>();
    }

    private static async Task<CommandReply> DeliverAsync(IWorkflowRuntime runtime, string id, Stimulus stimulus, CancellationToken stop) =>
        (await runtime.DeliverAsync(id, stimulus, stop)).OrProblem();

    private static async Task RefuseCaseAsync(IWorkflowRuntime runtime, string id, string instead, CancellationToken stop)
    {
        var state = await runtime.FindStateAsync(id, stop) ?? throw ProblemException.NotFound("instance", id);
        if (state.Subject is not null)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, "instance.carries-case",
                $"Instance '{id}' carries case '{state.CorrelationId}'. End it lawfully by an action on the case: {instead}.");
        }
    }

    private static string Reason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? throw ProblemException.Missing("reason", "a reason in words") : reason;
}
