using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Host.Administration;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Effects;

/// <summary>A message that has not been delivered. Its payload is not shown: it may hold what only the receiver may see.</summary>
public sealed record EffectView(
    string Key, string InstanceId, string Kind, OutboxStatus State, bool IsAnswered, int Attempts, int Round, DateTimeOffset NextAttemptAt, string? LastError)
{
    public static EffectView Of(OutboxRow row) => new(
        row.Key, row.InstanceId, row.Kind, row.Status, row.Answered, row.Attempts, row.Round, row.NextAttemptAt, row.LastError);
}

/// <summary>Why an operator sends it again.</summary>
public sealed record EffectRequest(string? Reason = null);

/// <summary>What was done.</summary>
/// <param name="Key">Key under which it is sent now; null when the instance makes a new one.</param>
/// <param name="IncidentId">The incident that was retried, when the instance had heard of the failure.</param>
public sealed record EffectReply(string? Key, string InstanceId, string? IncidentId);

/// <summary>Undelivered effects for operators. Keys hold slashes: encode them in the path.</summary>
internal static class EffectEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/effects").WithTags("Effects");
        group.MapGet("/", ListAsync);
        group.MapPost("/{key}/retry", (string key, Command<EffectRequest> command, EffectOperations effects, CancellationToken stop) =>
            effects.SendAsync(Uri.UnescapeDataString(key), RetryMode.Retry, command, stop));
        group.MapPost("/{key}/send-again", (string key, Command<EffectRequest> command, EffectOperations effects, CancellationToken stop) =>
            effects.SendAsync(Uri.UnescapeDataString(key), RetryMode.SendAgain, command, stop));
    }

    private static async Task<Listing<EffectView>> ListAsync(
        OutboxControl outbox, EffectRights rights, CancellationToken stop, string? state = null, string? instanceId = null, int? limit = null)
    {
        rights.RequireRead();
        OutboxStatus? status = null;
        if (state is not null)
        {
            if (!Enum.TryParse<OutboxStatus>(state, ignoreCase: true, out var named) || !Enum.IsDefined(named))
                throw ProblemException.Invalid("state", state, string.Join(", ", Enum.GetNames<OutboxStatus>()));
            status = named;
        }

        return new Listing<EffectView>([.. (await outbox.ListAsync(instanceId, status, Cursor.Limit(limit), stop)).Select(EffectView.Of)]);
    }
}

/// <summary>Sends parked effects again: through the incident where the instance waits at one, which journals it; else from the outbox.</summary>
internal sealed partial class EffectOperations(OutboxControl outbox, IWorkflowRuntime runtime, EffectRights rights, AdminLog log, ILogger<EffectOperations> logger)
{
    /// <param name="mode"><see cref="RetryMode.Retry"/> keeps the key, so that a receiver who has it does nothing; <see cref="RetryMode.SendAgain"/> takes a new one.</param>
    public async Task<EffectReply> SendAsync(string key, RetryMode mode, Command<EffectRequest> command, CancellationToken stop)
    {
        rights.RequireEdit();
        if (string.IsNullOrWhiteSpace(command.Body.Reason)) throw ProblemException.Missing("reason", "a reason in words");
        var row = await outbox.FindAsync(key, stop) ?? throw ProblemException.NotFound("undelivered effect", key);
        if (row.Status != OutboxStatus.Parked)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, "effect.not-parked",
                $"Effect '{key}' is still being delivered, next at {row.NextAttemptAt:O}; only a parked one is sent again by hand.");
        }

        var state = row.Answered ? await runtime.FindStateAsync(row.InstanceId, stop) : null;
        var reply = state is not null && IncidentOf(state, key) is { } incident
            ? await RetryIncidentAsync(row, incident.Id, mode, command, stop)
            : new EffectReply(await outbox.SendAgainAsync(key, asNew: mode == RetryMode.SendAgain), row.InstanceId, null);
        await log.RecordAsync(new AdminAct(mode == RetryMode.Retry ? "effect.retry" : "effect.send-again", key.Length > 200 ? key[..200] : key, new { command.Body.Reason, instance = row.InstanceId }), stop);
        LogSent(logger, key, mode, command.Actor.Id, command.Actor.Via);
        return reply;
    }

    private async Task<EffectReply> RetryIncidentAsync(OutboxRow row, string incidentId, RetryMode mode, Command<EffectRequest> command, CancellationToken stop)
    {
        var retry = new Retry(incidentId, mode, null, command.Body.Reason!) { Id = command.Id, Actor = command.Actor, At = command.At, BodyHash = command.BodyHash };
        (await runtime.DeliverAsync(row.InstanceId, retry, stop)).OrProblem();

        // The new attempt replaces the row of the same key itself; of another key it knows nothing.
        if (mode == RetryMode.SendAgain) await outbox.DropParkedAsync(row.Key);
        return new EffectReply(mode == RetryMode.Retry ? row.Key : null, row.InstanceId, incidentId);
    }

    // A key is instance/execution/number; after a retry the execution is another one that keeps the keys of the first.
    private static Incident? IncidentOf(InstanceState state, string key)
    {
        var execution = key.Split('/') is [.., var id, _] ? id : "";
        return state.Incidents.LastOrDefault(incident => !incident.Resolved
            && state.Contexts.Find(context => context.Id == incident.ExecutionId) is { } failed && (failed.KeysOf ?? failed.Id) == execution);
    }

    [LoggerMessage(LogLevel.Information, "Effect {Key}: {Mode} by {Actor} via {Via}")]
    private static partial void LogSent(ILogger logger, string key, RetryMode mode, string actor, string? via);
}
